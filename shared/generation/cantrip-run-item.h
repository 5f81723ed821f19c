/* cantrip-run-item.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "generation/cantrip-output.h"
#include "provider/cantrip-catalog.h"

G_BEGIN_DECLS

/**
 * CantripRunItem:
 * @output: (owned): what is to be settled, without its row
 * @messages: (nullable) (owned) (element-type CantripMessage): what to ask; %NULL if the row did
 *   not render, then @output has failed already
 * @sender: (nullable) (borrowed): the run, once it was sent
 * @worst_usd_nanos: the most that asking can cost; -1: unknown
 *
 * An output of a run on its way, made by the thread of the store and sent by that of the run.
 */
typedef struct
{
  CantripOutput *output;
  GPtrArray     *messages;
  gpointer       sender;
  gint64         worst_usd_nanos;
} CantripRunItem;

void cantrip_run_item_free (CantripRunItem *self);

/**
 * cantrip_run_item_complete:
 * @self: an item that was asked
 * @completion: the reply; its texts are taken
 * @model: (nullable): what the catalog knows of the model that was asked
 *
 * Makes the output a done one. A reply without token counts costs what it can cost at worst.
 */
void cantrip_run_item_complete (CantripRunItem     *self,
                                CantripCompletion  *completion,
                                const CantripModel *model);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripRunItem, cantrip_run_item_free)

G_END_DECLS
