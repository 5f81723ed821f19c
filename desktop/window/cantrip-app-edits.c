/* cantrip-app-edits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window/cantrip-app-edits.h"

#include "base/cantrip-error.h"

#define MAX_SLUG 50 /* leaves place for a number */
#define MAX_SAME 100

struct _CantripAppEdit
{
  char  *slug;   /* (owned) (nullable): until a new app has one */
  char  *name;   /* (owned) (nullable) */
  char  *before; /* (owned) (nullable): the name before a change */
  gint64 app_id; /* 0: not known yet */
};

CantripAppEdit *
cantrip_app_edit_new (const char *slug, const char *name)
{
  CantripAppEdit *self = g_new0 (CantripAppEdit, 1);

  self->slug = g_strdup (slug);
  self->name = g_strdup (name);

  return self;
}

static void
app_edit_free (gpointer data)
{
  CantripAppEdit *self = data;

  g_free (self->slug);
  g_free (self->name);
  g_free (self->before);
  g_free (self);
}

const char *
cantrip_app_edit_get_slug (const CantripAppEdit *self)
{
  return self->slug;
}

char *
cantrip_app_slug_from_name (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, NULL);
  GString         *slug = g_string_new (NULL);

  for (const char *c = ascii; *c != '\0' && slug->len < MAX_SLUG; c++)
    {
      if (g_ascii_isalnum (*c))
        g_string_append_c (slug, g_ascii_tolower (*c));
      else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);

  /* A name in a script that does not become Latin letters. */
  if (strspn (slug->str, "?-") == slug->len)
    g_string_assign (slug, "app");

  return g_string_free (slug, FALSE);
}

static gboolean
find_app (CantripSession *session, CantripAppEdit *self, GError **error)
{
  g_autoptr (CantripApp) app =
      cantrip_variant_repository_find_app (session->variants, self->slug, error);

  if (app == NULL)
    return FALSE;

  self->app_id = app->id;
  if (self->before == NULL)
    self->before = g_strdup (app->name);

  return TRUE;
}

static gboolean
set_archived (CantripSession *session, CantripAppEdit *self, gboolean archived, GError **error)
{
  return cantrip_variant_repository_set_app_archived (session->variants,
                                                      self->app_id,
                                                      archived,
                                                      error);
}

/* Two apps may have names that make the same slug: the second gets a number. */
static gboolean
add_app (CantripSession *session, CantripAppEdit *self, GError **error)
{
  g_autofree char *wanted = cantrip_app_slug_from_name (self->name);

  for (guint i = 1; i <= MAX_SAME; i++)
    {
      g_autofree char *slug = i == 1 ? g_strdup (wanted) : g_strdup_printf ("%s-%u", wanted, i);
      g_autoptr (GError) own_error = NULL;
      g_autoptr (CantripApp) app =
          cantrip_variant_repository_add_app (session->variants, slug, self->name, &own_error);

      if (app != NULL)
        {
          self->slug = g_steal_pointer (&slug);
          self->app_id = app->id;
          return TRUE;
        }
      if (i == MAX_SAME || !g_error_matches (own_error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT))
        {
          g_propagate_error (error, g_steal_pointer (&own_error));
          return FALSE;
        }
    }

  g_assert_not_reached ();
}

static gboolean
apply_add (CantripSession *session, gpointer data, GError **error)
{
  CantripAppEdit *self = data;

  return self->slug == NULL ? add_app (session, self, error)
                            : set_archived (session, self, FALSE, error);
}

static gboolean
revert_add (CantripSession *session, gpointer data, GError **error)
{
  return set_archived (session, data, TRUE, error);
}

static gboolean
apply_rename (CantripSession *session, gpointer data, GError **error)
{
  CantripAppEdit *self = data;

  return find_app (session, self, error) &&
         cantrip_variant_repository_rename_app (session->variants, self->app_id, self->name, error);
}

static gboolean
revert_rename (CantripSession *session, gpointer data, GError **error)
{
  CantripAppEdit *self = data;

  return cantrip_variant_repository_rename_app (session->variants,
                                                self->app_id,
                                                self->before,
                                                error);
}

static gboolean
apply_archive (CantripSession *session, gpointer data, GError **error)
{
  CantripAppEdit *self = data;

  return find_app (session, self, error) && set_archived (session, self, TRUE, error);
}

static gboolean
revert_archive (CantripSession *session, gpointer data, GError **error)
{
  return set_archived (session, data, FALSE, error);
}

const CantripEdit cantrip_add_app_edit = {
  .apply = apply_add,
  .revert = revert_add,
  .free_data = app_edit_free,
};

const CantripEdit cantrip_rename_app_edit = {
  .apply = apply_rename,
  .revert = revert_rename,
  .free_data = app_edit_free,
};

const CantripEdit cantrip_archive_app_edit = {
  .apply = apply_archive,
  .revert = revert_archive,
  .free_data = app_edit_free,
};
