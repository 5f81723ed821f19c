/* cantrip-provider.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-provider.h"

G_DEFINE_INTERFACE (CantripProvider, cantrip_provider, G_TYPE_OBJECT)

static void
cantrip_provider_default_init (CantripProviderInterface *iface G_GNUC_UNUSED)
{
}

void
cantrip_provider_complete_async (CantripProvider      *self,
                                 const CantripRequest *request,
                                 CantripDeltaFunc      delta,
                                 gpointer              delta_data,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data)
{
  g_return_if_fail (CANTRIP_IS_PROVIDER (self));
  g_return_if_fail (request != NULL && request->model != NULL && request->parameters != NULL);
  g_return_if_fail (request->messages != NULL && request->messages->len > 0);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  CANTRIP_PROVIDER_GET_IFACE (self)
      ->complete_async (self, request, delta, delta_data, cancellable, callback, user_data);
}

CantripCompletion *
cantrip_provider_complete_finish (CantripProvider *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CANTRIP_IS_PROVIDER (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return CANTRIP_PROVIDER_GET_IFACE (self)->complete_finish (self, result, error);
}

void
cantrip_provider_list_models_async (CantripProvider    *self,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  g_return_if_fail (CANTRIP_IS_PROVIDER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  CANTRIP_PROVIDER_GET_IFACE (self)->list_models_async (self, cancellable, callback, user_data);
}

GPtrArray *
cantrip_provider_list_models_finish (CantripProvider *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CANTRIP_IS_PROVIDER (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return CANTRIP_PROVIDER_GET_IFACE (self)->list_models_finish (self, result, error);
}
