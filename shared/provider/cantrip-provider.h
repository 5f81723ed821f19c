/* cantrip-provider.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "prompt/cantrip-message.h"
#include "provider/cantrip-completion.h"
#include "provider/cantrip-model-info.h"
#include "provider/cantrip-parameters.h"

G_BEGIN_DECLS

/* How the model is asked: a conversation, or a text to continue (legacy completions). */
typedef enum
{
  CANTRIP_MODE_CHAT,
  CANTRIP_MODE_COMPLETION,
} CantripMode;

/**
 * CantripRequest:
 * @model: (not nullable): the provider's own model name
 * @mode: conversation or text
 * @messages: (not nullable) (element-type CantripMessage): oldest first, at least one
 * @parameters: (not nullable): how to write
 *
 * What a provider is asked. All fields are borrowed for the length of the call to
 * cantrip_provider_complete_async(), which copies or serializes what it needs.
 */
typedef struct
{
  const char              *model;
  CantripMode              mode;
  GPtrArray               *messages;
  const CantripParameters *parameters;
} CantripRequest;

/**
 * CantripDeltaFunc:
 * @text: (not nullable): the next piece of the reply, valid UTF-8, not empty
 * @user_data: data given with the function
 *
 * Called for each piece of a streamed reply, in the context of the caller, before the end.
 */
typedef void (*CantripDeltaFunc) (const char *text, gpointer user_data);

#define CANTRIP_TYPE_PROVIDER (cantrip_provider_get_type ())

G_DECLARE_INTERFACE (CantripProvider, cantrip_provider, CANTRIP, PROVIDER, GObject)

/**
 * CantripProvider:
 *
 * A service that turns messages into one completion. A provider keeps no state about a
 * request: many calls may run at the same time, and each ends exactly once. It belongs to the
 * thread (main context) that made it.
 */
struct _CantripProviderInterface
{
  GTypeInterface parent_iface;

  void (*complete_async) (CantripProvider      *self,
                          const CantripRequest *request,
                          CantripDeltaFunc      delta,
                          gpointer              delta_data,
                          GCancellable         *cancellable,
                          GAsyncReadyCallback   callback,
                          gpointer              user_data);

  CantripCompletion *(*complete_finish) (CantripProvider *self,
                                         GAsyncResult    *result,
                                         GError         **error);

  void (*list_models_async) (CantripProvider    *self,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);

  GPtrArray *(*list_models_finish) (CantripProvider *self, GAsyncResult *result, GError **error);
};

/**
 * cantrip_provider_complete_async:
 * @self: a provider
 * @request: what is asked
 * @delta: (nullable): if given, the reply is streamed and each piece handed to it
 * @delta_data: data for @delta
 * @cancellable: (nullable): cancels the HTTP request itself
 * @callback: (scope async): called once, in the thread-default main context of the caller
 * @user_data: data for @callback
 *
 * Asks for one completion. Nothing is retried here: generation/ decides about retries.
 */
void cantrip_provider_complete_async (CantripProvider      *self,
                                      const CantripRequest *request,
                                      CantripDeltaFunc      delta,
                                      gpointer              delta_data,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);

/**
 * cantrip_provider_complete_finish:
 * @self: a provider
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Gets the completion.
 *
 * Errors: `G_IO_ERROR_CANCELLED`; `CANTRIP_ERROR_UNAUTHORIZED` (HTTP 401, 403);
 * `CANTRIP_ERROR_RATE_LIMITED` (429, with cantrip_error_get_retry_after_ms() where the provider
 * said); `CANTRIP_ERROR_BUDGET` (402, or a 429 that says the quota is used up);
 * `CANTRIP_ERROR_OVERLOADED` (408, 409, 5xx); `CANTRIP_ERROR_TIMEOUT` (no progress in time);
 * `CANTRIP_ERROR_OFFLINE` (the workspace is offline, nothing was sent);
 * `CANTRIP_ERROR_UNREACHABLE` (no connection, no name, no TLS); `CANTRIP_ERROR_NOT_FOUND`
 * (404: no such model or address); `CANTRIP_ERROR_TOO_LARGE` (413, or more context than the
 * model has); `CANTRIP_ERROR_INVALID_INPUT` (400, 422: the provider's own reason, cut short);
 * `CANTRIP_ERROR_REFUSED` (the model or its filter declined); `CANTRIP_ERROR_BAD_REPLY` (a reply
 * that is not the documented JSON, too large, or cut off). A message never holds the key, the
 * prompt or the reply.
 *
 * Returns: (transfer full): the completion, or %NULL with @error set
 */
CantripCompletion *cantrip_provider_complete_finish (CantripProvider *self,
                                                     GAsyncResult    *result,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Lists the models that the account can use, page by page, together with what the catalog knows
 * of them; errors as for a completion.
 */
void cantrip_provider_list_models_async (CantripProvider    *self,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);

/* Returns: (transfer full) (element-type CantripModelInfo): as the server orders them, or %NULL */
GPtrArray *cantrip_provider_list_models_finish (CantripProvider *self,
                                                GAsyncResult    *result,
                                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
