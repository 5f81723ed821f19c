/* cantrip-xlsx-relations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-xlsx-relations.h"

#include <string.h>
#include "dataset/cantrip-xml-part.h"

#define MAX_RELATIONS 10000

typedef struct
{
  char *id;
  char *type; /* the end of its URI: that of the strict variant begins in another way */
  char *path;
} Relation;

struct _CantripXlsxRelations
{
  GPtrArray *all; /* (owned) (element-type Relation) */
};

static void
relation_free (Relation *relation)
{
  g_free (relation->id);
  g_free (relation->type);
  g_free (relation->path);
  g_free (relation);
}

/* Makes a path in the file of a target, which is relative to the folder of @part. */
static char *
resolve (const char *part, const char *target)
{
  g_autofree char *folder = g_path_get_dirname (part);
  g_autofree char *absolute =
      *target == '/' ? g_strdup (target) : g_strdup_printf ("/%s/%s", folder, target);
  g_autofree char *canonical = g_canonicalize_filename (absolute, "/");

  return g_strdup (canonical + 1);
}

static void
take_relation (CantripXlsxRelations *self, CantripXmlPart *xml, const char *part)
{
  Relation   *relation = g_new0 (Relation, 1);
  const char *type = cantrip_xml_part_get_attribute (xml, "Type");
  const char *target = cantrip_xml_part_get_attribute (xml, "Target");
  const char *slash = type != NULL ? strrchr (type, '/') : NULL;

  relation->id = g_strdup (cantrip_xml_part_get_attribute (xml, "Id"));
  relation->type = g_strdup (slash != NULL ? slash + 1 : "");
  relation->path = resolve (part, target != NULL ? target : "");
  g_ptr_array_add (self->all, relation);
}

static char *
get_path (const char *part)
{
  g_autofree char *folder = g_path_get_dirname (part);
  g_autofree char *name = *part != '\0' ? g_path_get_basename (part) : g_strdup ("");

  return g_str_equal (folder, ".") ? g_strdup_printf ("_rels/%s.rels", name)
                                   : g_strdup_printf ("%s/_rels/%s.rels", folder, name);
}

CantripXlsxRelations *
cantrip_xlsx_relations_read (GInputStream *zip,
                             const char   *part,
                             GCancellable *cancellable,
                             GError      **error)
{
  g_autofree char *path = get_path (part);
  g_autoptr (CantripXmlPart) xml = cantrip_xml_part_open (zip, path, cancellable, error);
  g_autoptr (CantripXlsxRelations) self = g_new0 (CantripXlsxRelations, 1);
  CantripXmlEvent event;

  self->all = g_ptr_array_new_with_free_func ((GDestroyNotify) relation_free);
  if (xml == NULL)
    return NULL;

  do
    {
      if (!cantrip_xml_part_next (xml, &event, cancellable, error))
        return NULL;
      if (event == CANTRIP_XML_START && cantrip_xml_part_is (xml, "Relationship") &&
          self->all->len < MAX_RELATIONS)
        take_relation (self, xml, part);
    }
  while (event != CANTRIP_XML_DONE);

  return g_steal_pointer (&self);
}

void
cantrip_xlsx_relations_free (CantripXlsxRelations *self)
{
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_free (self);
}

const char *
cantrip_xlsx_relations_find_type (CantripXlsxRelations *self, const char *type)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      const Relation *relation = g_ptr_array_index (self->all, i);

      if (g_str_equal (relation->type, type))
        return relation->path;
    }

  return NULL;
}

const char *
cantrip_xlsx_relations_find_id (CantripXlsxRelations *self, const char *id, const char *type)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      const Relation *relation = g_ptr_array_index (self->all, i);

      if (g_strcmp0 (relation->id, id) == 0)
        return g_str_equal (relation->type, type) ? relation->path : NULL;
    }

  return NULL;
}
