/* cantrip-fake-provider.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "provider/cantrip-provider.h"

G_BEGIN_DECLS

/* A provider inside the test: it answers when told to, fails as told, and counts. */
#define CANTRIP_TYPE_FAKE_PROVIDER (cantrip_fake_provider_get_type ())

G_DECLARE_FINAL_TYPE (CantripFakeProvider, cantrip_fake_provider, CANTRIP, FAKE_PROVIDER, GObject)

/**
 * CantripFakeProviderFunc:
 * @number: 1 for the first call, and on
 * @text: content of the last message
 * @user_data: data given with the function
 * @error: set it to fail the call
 *
 * Answers one call, in a later round of the main context than the one that asked.
 *
 * Returns: (transfer full) (nullable): the completion, or %NULL with @error set
 */
typedef CantripCompletion *(*CantripFakeProviderFunc) (guint       number,
                                                       const char *text,
                                                       gpointer    user_data,
                                                       GError    **error);

/**
 * cantrip_fake_provider_new:
 * @func: (nullable): answers the calls; %NULL: calls stay pending until the test answers them
 * @user_data: data for @func
 *
 * Returns: (transfer full): a new provider
 */
CantripFakeProvider *cantrip_fake_provider_new (CantripFakeProviderFunc func,
                                                gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

/* Answers the oldest pending call; @completion: (transfer full) */
void cantrip_fake_provider_answer (CantripFakeProvider *self, CantripCompletion *completion);

/* Fails the oldest pending call; @error: (transfer full) */
void cantrip_fake_provider_fail (CantripFakeProvider *self, GError *error);

/* Hands a piece of the reply to the oldest pending call. */
void cantrip_fake_provider_give_delta (CantripFakeProvider *self, const char *text);

/* How many calls have come; how many are pending; the most that were pending at once. */
guint cantrip_fake_provider_get_n_calls (CantripFakeProvider *self);
guint cantrip_fake_provider_get_n_pending (CantripFakeProvider *self);
guint cantrip_fake_provider_get_most_pending (CantripFakeProvider *self);

/* The content of the last message of the newest call; %NULL before the first. */
const char *cantrip_fake_provider_get_last_text (CantripFakeProvider *self);

/* (transfer full): a completion by the model “fake”; -1 for tokens that are unknown */
CantripCompletion *cantrip_fake_completion_new (const char *text,
                                                gint64      input_tokens,
                                                gint64 output_tokens) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
