/* cantrip-variant-edits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "variants/cantrip-variant-edits.h"

#include "window/cantrip-shell.h"

/* What an edit changes: a text, or whether it is archived. */
typedef struct
{
  gint64   variant_id;
  gboolean archived;
  char    *old_text; /* (owned) (nullable) */
  char    *new_text; /* (owned) (nullable) */
} Change;

static Change *
change_new (const CantripVariant *variant, const char *old_text, const char *new_text)
{
  Change *change = g_new0 (Change, 1);

  change->variant_id = variant->id;
  change->old_text = g_strdup (old_text);
  change->new_text = g_strdup (new_text);

  return change;
}

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->old_text);
  g_free (change->new_text);
  g_free (change);
}

static gboolean
apply_name (CantripSession *session, gpointer data, GError **error)
{
  const Change *change = data;

  return cantrip_variant_repository_rename_variant (session->variants,
                                                    change->variant_id,
                                                    change->new_text,
                                                    error);
}

static gboolean
revert_name (CantripSession *session, gpointer data, GError **error)
{
  const Change *change = data;

  return cantrip_variant_repository_rename_variant (session->variants,
                                                    change->variant_id,
                                                    change->old_text,
                                                    error);
}

static gboolean
apply_note (CantripSession *session, gpointer data, GError **error)
{
  const Change *change = data;

  return cantrip_variant_repository_set_variant_note (session->variants,
                                                      change->variant_id,
                                                      change->new_text,
                                                      error);
}

static gboolean
revert_note (CantripSession *session, gpointer data, GError **error)
{
  const Change *change = data;

  return cantrip_variant_repository_set_variant_note (session->variants,
                                                      change->variant_id,
                                                      change->old_text,
                                                      error);
}

static gboolean
apply_archived (CantripSession *session, gpointer data, GError **error)
{
  const Change *change = data;

  return cantrip_variant_repository_set_variant_archived (session->variants,
                                                          change->variant_id,
                                                          change->archived,
                                                          error);
}

static gboolean
revert_archived (CantripSession *session, gpointer data, GError **error)
{
  const Change *change = data;

  return cantrip_variant_repository_set_variant_archived (session->variants,
                                                          change->variant_id,
                                                          !change->archived,
                                                          error);
}

static const CantripEdit NAME_EDIT = { apply_name, revert_name, change_free };
static const CantripEdit NOTE_EDIT = { apply_note, revert_note, change_free };
static const CantripEdit ARCHIVE_EDIT = { apply_archived, revert_archived, change_free };

void
cantrip_variant_rename (GtkWidget *from, const CantripVariant *variant, const char *name)
{
  g_autofree char *label = g_strdup_printf (_ ("Renamed “%s” to “%s”"), variant->name, name);

  if (!g_str_equal (variant->name, name))
    cantrip_shell_edit (from, &NAME_EDIT, change_new (variant, variant->name, name), label);
}

void
cantrip_variant_annotate (GtkWidget *from, const CantripVariant *variant, const char *note)
{
  g_autofree char *label = g_strdup_printf (_ ("Changed the note of “%s”"), variant->name);

  if (!g_str_equal (variant->note, note))
    cantrip_shell_edit (from, &NOTE_EDIT, change_new (variant, variant->note, note), label);
}

void
cantrip_variant_archive (GtkWidget *from, const CantripVariant *variant, gboolean archived)
{
  Change          *change = change_new (variant, NULL, NULL);
  g_autofree char *label =
      g_strdup_printf (archived ? _ ("Archived “%s”") : _ ("Restored “%s”"), variant->name);

  change->archived = archived;
  cantrip_shell_edit (from, &ARCHIVE_EDIT, change, label);
}

/* A draft and the one before it. */
typedef struct
{
  CantripDraft *draft;  /* (owned) */
  CantripDraft *before; /* (owned) (nullable) */
} Drafts;

static void
drafts_free (gpointer data)
{
  Drafts *drafts = data;

  g_clear_pointer (&drafts->draft, cantrip_draft_free);
  g_clear_pointer (&drafts->before, cantrip_draft_free);
  g_free (drafts);
}

/* The table that was chosen stays. */
static gboolean
apply_draft (CantripSession *session, gpointer data, GError **error)
{
  Drafts *drafts = data;

  g_clear_pointer (&drafts->before, cantrip_draft_free);
  if (!cantrip_draft_repository_find (session->drafts,
                                      drafts->draft->app_id,
                                      &drafts->before,
                                      error))
    return FALSE;

  if (drafts->before != NULL)
    drafts->draft->dataset_id = drafts->before->dataset_id;

  return cantrip_draft_repository_keep (session->drafts, drafts->draft, error);
}

static gboolean
revert_draft (CantripSession *session, gpointer data, GError **error)
{
  const Drafts *drafts = data;

  if (drafts->before == NULL)
    return cantrip_draft_repository_discard (session->drafts, drafts->draft->app_id, error);

  return cantrip_draft_repository_keep (session->drafts, drafts->before, error);
}

static const CantripEdit DRAFT_EDIT = { apply_draft, revert_draft, drafts_free };

void
cantrip_variant_duplicate_to_draft (GtkWidget *from, const CantripVariant *variant)
{
  Drafts          *drafts = g_new0 (Drafts, 1);
  g_autofree char *label = g_strdup_printf (_ ("“%s” is the draft now"), variant->name);

  drafts->draft = g_new0 (CantripDraft, 1);
  drafts->draft->app_id = variant->app_id;
  drafts->draft->connection_id = variant->connection_id;
  drafts->draft->recipe_json = g_strdup (cantrip_recipe_get_json (variant->recipe));
  cantrip_shell_edit (from, &DRAFT_EDIT, drafts, label);
}
