/* cantrip-variant-repository-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "variant/cantrip-variant-repository.h"

G_BEGIN_DECLS

struct _CantripVariantRepository
{
  GObject parent_instance;

  CantripStore     *store;           /* (owned) */
  CantripStatement *insert_app;      /* (owned) */
  CantripStatement *rename_app;      /* (owned) */
  CantripStatement *archive_app;     /* (owned) */
  CantripStatement *find_app;        /* (owned) */
  CantripStatement *get_app;         /* (owned) */
  CantripStatement *list_apps;       /* (owned) */
  CantripStatement *insert_variant;  /* (owned) */
  CantripStatement *find_variant;    /* (owned) */
  CantripStatement *find_equal;      /* (owned) */
  CantripStatement *get_variant;     /* (owned) */
  CantripStatement *list_variants;   /* (owned) */
  CantripStatement *rename_variant;  /* (owned) */
  CantripStatement *keep_name;       /* (owned) */
  CantripStatement *take_name;       /* (owned) */
  CantripStatement *note_variant;    /* (owned) */
  CantripStatement *archive_variant; /* (owned) */
};

/* Each prepares the statements of its own file. */
gboolean cantrip_variant_repository_prepare_apps (CantripVariantRepository *self, GError **error);
gboolean cantrip_variant_repository_prepare_edits (CantripVariantRepository *self, GError **error);

/* Fails with `CANTRIP_ERROR_INVALID_INPUT` if @note cannot be kept. */
gboolean cantrip_variant_repository_check_note (const char *note, GError **error);

/* Fails with `CANTRIP_ERROR_CONFLICT`: @name is, or was, that of @there. Returns %FALSE. */
gboolean cantrip_variant_repository_fail_name_taken (const CantripVariant *there,
                                                     const char           *name,
                                                     GError              **error);

G_END_DECLS
