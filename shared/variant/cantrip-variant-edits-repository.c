/* cantrip-variant-edits-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "variant/cantrip-variant-repository-private.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-name.h"
#include "base/cantrip-time.h"

#define MAX_NOTE_BYTES 10000

static const char RENAME_VARIANT_SQL[] = "UPDATE variant SET name = $2 WHERE id = $1";

static const char KEEP_NAME_SQL[] = "INSERT INTO variant_former_name (app_id, name, variant_id)"
                                    " VALUES ($1, $2, $3)";

static const char TAKE_NAME_SQL[] = "DELETE FROM variant_former_name"
                                    " WHERE app_id = $1 AND name = $2 AND variant_id = $3";

static const char NOTE_VARIANT_SQL[] = "UPDATE variant SET note = $2 WHERE id = $1";

static const char ARCHIVE_VARIANT_SQL[] = "UPDATE variant SET archived_at_us = $2 WHERE id = $1";

gboolean
cantrip_variant_repository_prepare_edits (CantripVariantRepository *self, GError **error)
{
  const CantripStorePlan plans[] = {
    { &self->rename_variant, RENAME_VARIANT_SQL },
    { &self->keep_name, KEEP_NAME_SQL },
    { &self->take_name, TAKE_NAME_SQL },
    { &self->note_variant, NOTE_VARIANT_SQL },
    { &self->archive_variant, ARCHIVE_VARIANT_SQL },
  };

  return cantrip_store_prepare_all (self->store, plans, G_N_ELEMENTS (plans), error);
}

gboolean
cantrip_variant_repository_check_note (const char *note, GError **error)
{
  if (strlen (note) > MAX_NOTE_BYTES || !g_utf8_validate (note, -1, NULL))
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "A note must be UTF-8 of at most %d bytes",
                              MAX_NOTE_BYTES);

  return TRUE;
}

gboolean
cantrip_variant_repository_fail_name_taken (const CantripVariant *there,
                                            const char           *name,
                                            GError              **error)
{
  if (g_str_equal (there->name, name))
    return cantrip_set_error (error,
                              CANTRIP_ERROR_CONFLICT,
                              "Variant %" G_GINT64_FORMAT " is called “%s” already; choose another "
                              "name",
                              there->number,
                              name);

  return cantrip_set_error (error,
                            CANTRIP_ERROR_CONFLICT,
                            "Variant %" G_GINT64_FORMAT ", now “%s”, was called “%s” before, and "
                            "files may still mean it by that name; choose another name",
                            there->number,
                            there->name,
                            name);
}

/* Runs a change of one variant. */
static gboolean
change_variant (CantripStatement *change, const char *doing, GError **error)
{
  if (!cantrip_statement_run (change, doing, error))
    return FALSE;

  if (cantrip_statement_get_changes (change) == 0)
    return cantrip_set_error (error, CANTRIP_ERROR_NOT_FOUND, "There is no variant of that id");

  return TRUE;
}

/* Keeps the old name for the variant, and takes the new one off those that are kept. */
static gboolean
swap_names (CantripVariantRepository *self,
            const CantripVariant     *variant,
            const char               *name,
            GError                  **error)
{
  g_autoptr (CantripStatementUse) keep = self->keep_name;
  g_autoptr (CantripStatementUse) take = self->take_name;

  cantrip_statement_bind_int (keep, 1, variant->app_id);
  cantrip_statement_bind_text (keep, 2, variant->name);
  cantrip_statement_bind_int (keep, 3, variant->id);

  cantrip_statement_bind_int (take, 1, variant->app_id);
  cantrip_statement_bind_text (take, 2, name);
  cantrip_statement_bind_int (take, 3, variant->id);

  return cantrip_statement_run (keep, "keep the old name", error) &&
         cantrip_statement_run (take, "take the new name", error);
}

gboolean
cantrip_variant_repository_rename_variant (CantripVariantRepository *self,
                                           gint64                    variant_id,
                                           const char               *name,
                                           GError                  **error)
{
  g_autoptr (CantripTransaction) transaction = NULL;
  g_autoptr (CantripVariant) variant = NULL;
  g_autoptr (CantripVariant) there = NULL;
  g_autoptr (CantripStatementUse) rename = NULL;

  g_return_val_if_fail (CANTRIP_IS_VARIANT_REPOSITORY (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (!cantrip_name_check (name, error) ||
      (transaction = cantrip_store_begin (self->store, error)) == NULL ||
      (variant = cantrip_variant_repository_get_variant (self, variant_id, error)) == NULL)
    return FALSE;

  if (g_str_equal (variant->name, name))
    return cantrip_transaction_commit (&transaction, error);

  if (!cantrip_variant_repository_look_up_variant (self, variant->app_id, name, &there, error))
    return FALSE;
  if (there != NULL && there->id != variant_id)
    return cantrip_variant_repository_fail_name_taken (there, name, error);

  rename = self->rename_variant;
  cantrip_statement_bind_int (rename, 1, variant_id);
  cantrip_statement_bind_text (rename, 2, name);

  return swap_names (self, variant, name, error) &&
         change_variant (rename, "rename the variant", error) &&
         cantrip_transaction_commit (&transaction, error);
}

gboolean
cantrip_variant_repository_set_variant_note (CantripVariantRepository *self,
                                             gint64                    variant_id,
                                             const char               *note,
                                             GError                  **error)
{
  g_autoptr (CantripStatementUse) change = NULL;

  g_return_val_if_fail (CANTRIP_IS_VARIANT_REPOSITORY (self), FALSE);
  g_return_val_if_fail (note != NULL, FALSE);

  if (!cantrip_variant_repository_check_note (note, error))
    return FALSE;

  change = self->note_variant;
  cantrip_statement_bind_int (change, 1, variant_id);
  cantrip_statement_bind_text (change, 2, note);

  return change_variant (change, "keep the note", error);
}

gboolean
cantrip_variant_repository_set_variant_archived (CantripVariantRepository *self,
                                                 gint64                    variant_id,
                                                 gboolean                  archived,
                                                 GError                  **error)
{
  g_autoptr (CantripStatementUse) archive = NULL;

  g_return_val_if_fail (CANTRIP_IS_VARIANT_REPOSITORY (self), FALSE);

  archive = self->archive_variant;
  cantrip_statement_bind_int (archive, 1, variant_id);
  if (archived)
    cantrip_statement_bind_int (archive, 2, cantrip_time_now_us ());

  return change_variant (archive,
                         archived ? "archive the variant" : "bring the variant back",
                         error);
}
