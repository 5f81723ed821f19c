/* cantrip-variant-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/cantrip-store.h"
#include "variant/cantrip-variant.h"

G_BEGIN_DECLS

/* The apps of a workspace and their variants. Blocks on the database, like every repository. */
#define CANTRIP_TYPE_VARIANT_REPOSITORY (cantrip_variant_repository_get_type ())

G_DECLARE_FINAL_TYPE (CantripVariantRepository,
                      cantrip_variant_repository,
                      CANTRIP,
                      VARIANT_REPOSITORY,
                      GObject)

CantripVariantRepository *
cantrip_variant_repository_new (CantripStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_variant_repository_add_app:
 * @slug: 1 to 64 of `a-z 0-9 -`
 * @name: (nullable): %NULL: the slug
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT` (the slug); `CANTRIP_ERROR_CONFLICT` (it exists).
 *
 * Returns: (transfer full): the app
 */
CantripApp *cantrip_variant_repository_add_app (CantripVariantRepository *self,
                                                const char               *slug,
                                                const char               *name,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Renames an app; its slug stays. */
gboolean cantrip_variant_repository_rename_app (CantripVariantRepository *self,
                                                gint64                    app_id,
                                                const char               *name,
                                                GError                  **error);

/**
 * cantrip_variant_repository_set_app_archived:
 * @archived: whether it is put away; %FALSE brings it back
 *
 * An app that is put away is not listed. Everything else goes on: its deployments answer, and
 * commands find it.
 *
 * Errors: `CANTRIP_ERROR_NOT_FOUND`.
 */
gboolean cantrip_variant_repository_set_app_archived (CantripVariantRepository *self,
                                                      gint64                    app_id,
                                                      gboolean                  archived,
                                                      GError                  **error);

/* Errors: `CANTRIP_ERROR_NOT_FOUND`, with the nearest slug there is. */
CantripApp *cantrip_variant_repository_find_app (CantripVariantRepository *self,
                                                 const char               *slug,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Errors: `CANTRIP_ERROR_NOT_FOUND`. */
CantripApp *cantrip_variant_repository_get_app (CantripVariantRepository *self,
                                                gint64                    app_id,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full) (element-type CantripApp): not put away, in order of their slugs */
GPtrArray *cantrip_variant_repository_list_apps (CantripVariantRepository *self,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for those that were put away. */
GPtrArray *cantrip_variant_repository_list_archived_apps (CantripVariantRepository *self,
                                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_variant_repository_add_variant:
 * @app_id: its app
 * @name: unique in the app
 * @note: (nullable): why it was made
 * @connection_id: the account it asks
 * @recipe: what it asks
 *
 * Adds a variant with the next number, in one statement: inside a transaction or by itself.
 *
 * Errors: `CANTRIP_ERROR_CONFLICT`: the app has a variant of that name (whose content, if it
 * differs, stays as it is: variants never change; choose a new name), or one that had it before.
 *
 * Returns: (transfer full): the variant
 */
CantripVariant *cantrip_variant_repository_add_variant (CantripVariantRepository *self,
                                                        gint64                    app_id,
                                                        const char               *name,
                                                        const char               *note,
                                                        gint64                    connection_id,
                                                        CantripRecipe            *recipe,
                                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_variant_repository_find_variant:
 * @reference: `APP/VARIANT`, where VARIANT is a name or a number: `marketing-copy/first`,
 *   `marketing-copy/2`; a name wins over a former name, and that over a number
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT` (no slash); `CANTRIP_ERROR_NOT_FOUND`, with the
 * nearest name there is.
 *
 * Returns: (transfer full): the variant
 */
CantripVariant *cantrip_variant_repository_find_variant (CantripVariantRepository *self,
                                                         const char               *reference,
                                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_variant_repository_look_up_variant:
 * @name: a name, or a former one
 * @ret_variant: (out) (transfer full) (nullable): set on success; %NULL: nothing has the name
 * @error: return location for an error
 *
 * Returns: %TRUE if @ret_variant was set
 */
gboolean cantrip_variant_repository_look_up_variant (CantripVariantRepository *self,
                                                     gint64                    app_id,
                                                     const char               *name,
                                                     CantripVariant          **ret_variant,
                                                     GError                  **error);

/**
 * cantrip_variant_repository_find_equal:
 * @app_id: an app
 * @connection_id: whom the draft asks
 * @recipe: what it asks
 * @ret_variant: (out) (transfer full) (nullable): set on success to the first variant that asks
 *   the same; %NULL: none does
 * @error: return location for an error
 *
 * Returns: %TRUE if @ret_variant was set
 */
gboolean cantrip_variant_repository_find_equal (CantripVariantRepository *self,
                                                gint64                    app_id,
                                                gint64                    connection_id,
                                                CantripRecipe            *recipe,
                                                CantripVariant          **ret_variant,
                                                GError                  **error);

/* Errors: `CANTRIP_ERROR_NOT_FOUND`. */
CantripVariant *cantrip_variant_repository_get_variant (CantripVariantRepository *self,
                                                        gint64                    variant_id,
                                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full) (element-type CantripVariant): not put away, of one app, by number */
GPtrArray *cantrip_variant_repository_list_variants (CantripVariantRepository *self,
                                                     gint64                    app_id,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for those that were put away. */
GPtrArray *
cantrip_variant_repository_list_archived_variants (CantripVariantRepository *self,
                                                   gint64                    app_id,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_variant_repository_rename_variant:
 * @name: the new name
 *
 * Renames a variant. It keeps its number, and its old name too: files and commands that use that
 * still find it, and no other variant can take it, so that a name never comes to mean something
 * else.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT`; `CANTRIP_ERROR_NOT_FOUND`; `CANTRIP_ERROR_CONFLICT`:
 * another variant has the name, or had it.
 */
gboolean cantrip_variant_repository_rename_variant (CantripVariantRepository *self,
                                                    gint64                    variant_id,
                                                    const char               *name,
                                                    GError                  **error);

/* Errors: `CANTRIP_ERROR_INVALID_INPUT`: longer than 10,000 bytes; `CANTRIP_ERROR_NOT_FOUND`. */
gboolean cantrip_variant_repository_set_variant_note (CantripVariantRepository *self,
                                                      gint64                    variant_id,
                                                      const char               *note,
                                                      GError                  **error);

/* As cantrip_variant_repository_set_app_archived(): deployments of it go on answering. */
gboolean cantrip_variant_repository_set_variant_archived (CantripVariantRepository *self,
                                                          gint64                    variant_id,
                                                          gboolean                  archived,
                                                          GError                  **error);

G_END_DECLS
