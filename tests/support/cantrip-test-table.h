/* cantrip-test-table.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "provider/cantrip-catalog.h"
#include "variant/cantrip-recipe.h"

G_BEGIN_DECLS

/* Ids of what every such workspace has. */
#define CANTRIP_TEST_CONNECTION_ID 7
#define CANTRIP_TEST_DATASET_ID 8

/**
 * cantrip_test_table_new:
 * @name: of the file, in the test's own folder
 * @n_rows: of the dataset “people”, whose columns are `name` and `size`: “row 1”, 1; “row 2”, 2
 *
 * Makes a workspace with a connection and a dataset.
 *
 * Returns: (transfer full): its path
 */
char *cantrip_test_table_new (const char *name, guint n_rows) G_GNUC_WARN_UNUSED_RESULT;

/* Runs one statement that returns nothing. */
void cantrip_test_table_execute (const char *path, const char *sql);

/* Runs one statement, and gives the number in its first row. */
gint64 cantrip_test_table_get_number (const char *path, const char *sql);

/* (transfer full): a recipe of model “m” with one message of the user; at most ten tokens back */
CantripRecipe *cantrip_test_recipe_new (const char *content) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): knows model “m” of “openai”: 1 dollar per million tokens in, 10 out */
CantripCatalog *cantrip_test_catalog_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
