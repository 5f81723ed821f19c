/* cantrip-inflight.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "deployment/cantrip-answer.h"

G_BEGIN_DECLS

/*
 * The calls under way, by their content: a call equal to one of them waits for it instead of
 * asking the model again. Shared by all workers; every function is safe from any thread.
 */
typedef struct _CantripInflight CantripInflight;

/* One of them. Counted: the table holds one reference until it is settled. */
typedef struct _CantripWork CantripWork;

CantripInflight *cantrip_inflight_new (void) G_GNUC_WARN_UNUSED_RESULT;
void             cantrip_inflight_free (CantripInflight *self);

CantripWork *cantrip_work_ref (CantripWork *self);
void         cantrip_work_unref (CantripWork *self);

/* (transfer full): makes what gets a `CantripAnswer` or an error, in its own context */
typedef GTask *(*CantripWaiterFunc) (gpointer user_data);

/**
 * cantrip_inflight_join:
 * @self: the table
 * @content_sha256: what is asked
 * @make_waiter: called if somebody is at it already: what it makes then waits
 * @user_data: data for @make_waiter
 * @ret_leads: (out): %TRUE if nobody was at it: the caller must settle it, whether it finds a
 *   stored answer or, with cantrip_inflight_wait(), asks the model
 *
 * Returns: (transfer full): the work
 */
CantripWork *cantrip_inflight_join (CantripInflight  *self,
                                    const char       *content_sha256,
                                    CantripWaiterFunc make_waiter,
                                    gpointer          user_data,
                                    gboolean         *ret_leads) G_GNUC_WARN_UNUSED_RESULT;

/* Has who leads @work wait for it too. Takes @waiter. */
void cantrip_inflight_wait (CantripInflight *self, CantripWork *work, GTask *waiter);

/*
 * Says that one waiter does not want it any more. When the last one has, the work is withdrawn:
 * it should not be sent if it was not yet. What was sent is paid, so it goes on, and its answer
 * is stored. Whoever joins it meanwhile takes it up again.
 */
void cantrip_inflight_leave (CantripInflight *self, CantripWork *work);

/**
 * cantrip_inflight_dup_withdrawal:
 *
 * Returns: (transfer full): cancelled, from any thread, once the work as it stands now is
 *   withdrawn
 */
GCancellable *cantrip_inflight_dup_withdrawal (CantripInflight *self,
                                               CantripWork     *work) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_inflight_give_up:
 * @self: the table
 * @work: what the caller led, and did not send since it was withdrawn
 * @error: what those who left are told
 *
 * Ends a work that nobody wants.
 *
 * Returns: %FALSE if somebody has taken it up again: the model must be asked after all
 */
gboolean cantrip_inflight_give_up (CantripInflight *self, CantripWork *work, const GError *error);

/**
 * cantrip_inflight_settle:
 * @self: the table
 * @work: what the caller led
 * @answer: (nullable): the answer, if there is one
 * @error: (nullable): why there is none
 *
 * Answers all who wait.
 */
void cantrip_inflight_settle (CantripInflight *self,
                              CantripWork     *work,
                              CantripAnswer   *answer,
                              const GError    *error);

/* How many are under way. */
guint cantrip_inflight_get_size (CantripInflight *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripInflight, cantrip_inflight_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripWork, cantrip_work_unref)

G_END_DECLS
