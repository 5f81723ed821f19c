/* cantrip-fake-model-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "cantrip-fake-model.h"

G_BEGIN_DECLS

/* So many calls are to fail so. */
typedef struct
{
  guint status;
  char *body;    /* (owned) */
  char *headers; /* (owned) (nullable) */
  guint n;
} CantripFakeFailure;

struct _CantripFakeModel
{
  GMainContext *context;  /* (owned): of @thread */
  GMainLoop    *loop;     /* (owned) */
  GThread      *thread;   /* (owned) */
  SoupServer   *server;   /* (owned): of @thread while that runs */
  char         *base_url; /* (owned) */

  GMutex               mutex; /* for all below */
  char                *reply; /* (owned) */
  char                *body;  /* (owned) (nullable) */
  CantripFakeReplyFunc func;  /* (nullable) */
  gpointer             func_data;
  GQueue               failures; /* (element-type CantripFakeFailure) (owned) */
  GQueue               scripts;  /* (element-type CantripFakeScript) (owned) */
  guint                fail_every;
  guint                delay_ms;
  gboolean             holding;
  GPtrArray           *held; /* (owned) (element-type SoupServerMessage) */
  guint                n_calls;
  guint                n_completions; /* of @n_calls: those that ask for one */
  GHashTable          *by_message;    /* (owned): last message of the user → how many asked it */
  GHashTable          *ports;         /* (owned): the other ends of all connections there were */
  guint                n_in_flight;
  guint                max_in_flight;
  char                *last_body;    /* (owned) (nullable) */
  char                *last_path;    /* (owned) (nullable) */
  GHashTable          *last_headers; /* (owned): name in lower case → value */
  GMainContext        *waiter;       /* (owned) (nullable): who waits for a change */
};

/* A GSourceFunc for the server's thread: lets the SoupServerMessage at @message go on. */
gboolean _cantrip_fake_model_unpause_cb (gpointer message);

G_END_DECLS
