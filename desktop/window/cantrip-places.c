/* cantrip-places.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window/cantrip-places.h"

#include "bridge/cantrip-bridge-page.h"
#include "compare/cantrip-compare-page.h"
#include "connections/cantrip-connection-page.h"
#include "connections/cantrip-connections-page.h"
#include "connections/cantrip-network-page.h"
#include "data/cantrip-data-page.h"
#include "data/cantrip-dataset-page.h"
#include "variants/cantrip-variant-page.h"
#include "window/cantrip-app-page.h"

typedef CantripPage *(*CreateFunc) (CantripWorkspace *workspace, const char *argument);

/* One line per kind of place. */
/* clang-format off */
static const struct
{
  const char *kind;
  CreateFunc  create;
} PLACES[] = {
  { "app", cantrip_app_page_new },
  { "bridge", cantrip_bridge_page_new },
  { "compare", cantrip_compare_page_new },
  { "connection", cantrip_connection_page_new },
  { "connections", cantrip_connections_page_new },
  { "data", cantrip_data_page_new },
  { "dataset", cantrip_dataset_page_new },
  { "network", cantrip_network_page_new },
  { "variant", cantrip_variant_page_new },
};
/* clang-format on */

CantripPage *
cantrip_place_new_page (CantripWorkspace *workspace, const char *place)
{
  gsize length = strcspn (place, "/");

  for (guint i = 0; i < G_N_ELEMENTS (PLACES); i++)
    if (strlen (PLACES[i].kind) == length && strncmp (PLACES[i].kind, place, length) == 0)
      return PLACES[i].create (workspace, cantrip_place_get_argument (place));

  return NULL;
}

char *
cantrip_place_dup_page_name (const char *place)
{
  const char *tab;

  if (!g_str_has_prefix (place, "app/"))
    return g_strdup (place);

  tab = strchr (place + strlen ("app/"), '/');

  return tab != NULL ? g_strndup (place, tab - place) : g_strdup (place);
}

const char *
cantrip_place_get_argument (const char *place)
{
  const char *slash = strchr (place, '/');

  return slash != NULL ? slash + 1 : "";
}
