/* cantrip-connection-edits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "connections/cantrip-connection-edits.h"

#include <glib/gi18n.h>

static void
swap (CantripConnection **a, CantripConnection **b)
{
  CantripConnection *kept = *a;

  *a = *b;
  *b = kept;
}

/* @data: a connection, which gets its id when it is added first */
static gboolean
add (CantripSession *session, gpointer data, GError **error)
{
  CantripConnection *connection = data;

  if (connection->id == 0)
    return cantrip_connection_repository_add (session->connections, connection, error);

  return cantrip_connection_repository_restore (session->connections, connection->id, error);
}

static gboolean
archive (CantripSession *session, gpointer data, GError **error)
{
  const CantripConnection *connection = data;

  return cantrip_connection_repository_archive (session->connections, connection->id, error);
}

static const CantripEdit ADD = {
  .apply = add,
  .revert = archive,
  .free_data = (GDestroyNotify) cantrip_connection_free,
};

static const CantripEdit REMOVE = {
  .apply = archive,
  .revert = add,
  .free_data = (GDestroyNotify) cantrip_connection_free,
};

/* A connection as it is to be, and, once that is so, as it was. */
typedef struct
{
  CantripConnection *next;     /* (owned) */
  CantripConnection *previous; /* (owned) (nullable) */
} Change;

static void
change_free (Change *change)
{
  cantrip_connection_free (change->next);
  cantrip_connection_free (change->previous);
  g_free (change);
}

/* The way back is the same as the way there: each leaves the other in @next. */
static gboolean
change (CantripSession *session, gpointer data, GError **error)
{
  Change *self = data;

  if (self->previous == NULL)
    self->previous =
        cantrip_connection_repository_find_by_id (session->connections, self->next->id, error);
  if (self->previous == NULL ||
      !cantrip_connection_repository_update (session->connections, self->next, error))
    return FALSE;

  swap (&self->next, &self->previous);

  return TRUE;
}

static const CantripEdit CHANGE = {
  .apply = change,
  .revert = change,
  .free_data = (GDestroyNotify) change_free,
};

void
cantrip_connection_add (GtkWidget *from, const CantripConnection *connection)
{
  g_autofree char *label = NULL;

  g_return_if_fail (connection != NULL && connection->id == 0);

  /* Translators: “%s” is the name of a connection */
  label = g_strdup_printf (_ ("Added “%s”"), connection->name);
  cantrip_shell_edit (from, &ADD, cantrip_connection_copy (connection), label);
}

void
cantrip_connection_change (GtkWidget *from, const CantripConnection *connection)
{
  g_autofree char *label = NULL;
  Change          *data;

  g_return_if_fail (connection != NULL && connection->id != 0);

  data = g_new0 (Change, 1);
  data->next = cantrip_connection_copy (connection);
  label = g_strdup_printf (_ ("Changed “%s”"), connection->name);
  cantrip_shell_edit (from, &CHANGE, data, label);
}

void
cantrip_connection_remove (GtkWidget *from, const CantripConnection *connection)
{
  g_autofree char *label = NULL;

  g_return_if_fail (connection != NULL && connection->id != 0);

  label = g_strdup_printf (_ ("Removed “%s”; variants of it go on"), connection->name);
  cantrip_shell_edit (from, &REMOVE, cantrip_connection_copy (connection), label);
}
