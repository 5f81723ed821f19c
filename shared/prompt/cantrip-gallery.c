/* cantrip-gallery.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "prompt/cantrip-gallery.h"

#include <string.h>

#include "base/cantrip-data.h"
#include "base/cantrip-error.h"
#include "base/cantrip-json.h"

#define SUFFIX ".json"

/* (transfer full): `marketing-email` of `01-marketing-email.json` */
static char *
make_name (const char *file_name)
{
  const char *start = file_name + strspn (file_name, "0123456789");

  if (*start == '-')
    start++;

  return g_strndup (start, strlen (start) - strlen (SUFFIX));
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full) (nullable) (element-type utf8): the names of the files, sorted */
static GPtrArray *
list_files (const char *folder, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &problem);
  GPtrArray  *names;
  const char *name;

  if (dir == NULL)
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_NOT_FOUND,
                         "Could not read the templates: %s",
                         problem->message);
      return NULL;
    }

  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, SUFFIX))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names_cb);

  return names;
}

static CantripGalleryItem *
load_item (const char *folder, const char *file_name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, file_name, NULL);
  g_autofree char *name = make_name (file_name);
  g_autoptr (JsonNode) root = cantrip_data_read_json (path, error);
  CantripGalleryItem *item;

  if (root == NULL)
    return NULL;

  item = cantrip_gallery_item_new_from_json (name, cantrip_json_root_object (root), error);
  if (item == NULL)
    g_prefix_error (error, "Could not use the template “%s”: ", path);

  return item;
}

GPtrArray *
cantrip_gallery_load (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) items = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  names = list_files (folder, error);
  if (names == NULL)
    return NULL;

  items = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_gallery_item_free);
  for (guint i = 0; i < names->len; i++)
    {
      CantripGalleryItem *item = load_item (folder, g_ptr_array_index (names, i), error);

      if (item == NULL)
        return NULL;
      g_ptr_array_add (items, item);
    }

  return g_steal_pointer (&items);
}
