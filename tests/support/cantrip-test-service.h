/* cantrip-test-service.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "cantrip-fake-model.h"
#include "deployment/cantrip-repositories.h"
#include "request-log/cantrip-receipt.h"
#include "server/cantrip-bridge.h"

G_BEGIN_DECLS

/* The key of the connection `fake`. */
#define CANTRIP_TEST_CONNECTION_KEY "sk-the-connections-own-secret-1234567890"

/*
 * A bridge on loopback, with a workspace of its own and a fake model that echoes the prompt.
 *
 * | deployment | app    | variant | prompt                  |
 * |------------|--------|---------|-------------------------|
 * | copy       | copy   | first   | `About {{event}}`       |
 * | mail       | mail   | first   | `{{name}} at {{event}}` |
 * | secret     | secret | first   | `Secret {{event}}`      |
 * | hasty      | copy   | hasty   | `About {{event}}`       |
 *
 * The app `copy` has one more variant, `second`: `More about {{event}}`. `hasty` gives up on the
 * model after a second of silence.
 */
typedef struct
{
  CantripFakeModel   *model;    /* (owned) */
  char               *uri;      /* (owned): of the workspace */
  char               *key_path; /* (owned): of the file with the key of the connection */
  CantripStore       *store;    /* (owned): the workspace as another program has it open */
  CantripRepositories repositories;
  CantripBridge      *bridge;    /* (owned) (nullable): stopped */
  guint               n_workers; /* of @bridge */
  guint               port;      /* of @bridge */
  SoupSession        *session;   /* (owned): keeps connections, as many as are wanted */
  char               *full_key;  /* (owned): may call all */
  char               *cell_key;  /* (owned): may call copy and mail, and stand in an address */
} CantripTestService;

CantripTestService *cantrip_test_service_new (guint n_workers) G_GNUC_WARN_UNUSED_RESULT;

/* Stops the bridge, and fails the test if anything of it is left. */
void cantrip_test_service_free (CantripTestService *self);

/* Starts the bridge; the workspace may have changed since it stopped. */
void cantrip_test_service_start (CantripTestService *self);

/* Lets the calls under way end, then stops the bridge; fails the test if they do not end. */
void cantrip_test_service_stop (CantripTestService *self);

/**
 * cantrip_test_service_add_key:
 * @deployment: (nullable): the only one it may call; %NULL: all
 * @calls_per_minute: -1: no limit
 * @expires_at_us: -1: never
 *
 * Adds a key to the workspace; a bridge that runs knows of it a moment later.
 *
 * Returns: (transfer full): the secret
 */
char *cantrip_test_service_add_key (CantripTestService *self,
                                    const char         *name,
                                    CantripApiKeyKind   kind,
                                    const char         *deployment,
                                    gint64              calls_per_minute,
                                    gint64              expires_at_us) G_GNUC_WARN_UNUSED_RESULT;

/* Points a deployment, made if need be, at `app/variant`. */
void
cantrip_test_service_deploy (CantripTestService *self, const char *slug, const char *reference);

/* Changes the key of the connection `fake`, where it is kept; %NULL: it is gone. */
void cantrip_test_service_write_connection_key (CantripTestService *self, const char *key);

/* (transfer full) (element-type CantripReceipt): all there are, oldest first */
GPtrArray *cantrip_test_service_list_receipts (CantripTestService *self) G_GNUC_WARN_UNUSED_RESULT;

/* The receipts that are not of a paid call are counted by what they have. */
typedef struct
{
  guint n_paid;   /* a model was asked, and answered */
  guint n_stored; /* answered by a paid one */
  guint n_failed;
} CantripTestTally;

CantripTestTally cantrip_test_service_tally_receipts (CantripTestService *self);

/* Waits until the bridge has noticed what its clients did so far; it must have one worker. */
void cantrip_test_service_wait_a_round (CantripTestService *self);

/* (transfer full): `http://127.0.0.1:PORT` and @path */
char *cantrip_test_service_make_url (CantripTestService *self,
                                     const char         *path) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripTestService, cantrip_test_service_free)

G_END_DECLS
