/* cantrip-output-pages.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-workspace.h"

G_BEGIN_DECLS

/*
 * The outputs of one run as a table shows them, read page by page as they are looked at, however
 * many there are.
 *
 * The signal `changed` (first position, last position) is emitted when outputs were read, and
 * when they are to be looked at again.
 */
#define CANTRIP_TYPE_OUTPUT_PAGES (cantrip_output_pages_get_type ())

G_DECLARE_FINAL_TYPE (CantripOutputPages, cantrip_output_pages, CANTRIP, OUTPUT_PAGES, GObject)

/* A cell shows so much of a reply; all of it is read when somebody opens it. */
#define CANTRIP_OUTPUT_CELL_MAX_CHARACTERS 400

/* @run_id: 0: there is no run yet, and no output of any row */
CantripOutputPages *
cantrip_output_pages_new (CantripWorkspace *workspace, gint64 run_id) G_GNUC_WARN_UNUSED_RESULT;

gint64 cantrip_output_pages_get_run_id (CantripOutputPages *self);

/**
 * cantrip_output_pages_look:
 * @position: of a row
 * @ret_is_stale: (out): whether the row has changed since, or the prompt
 *
 * Gives what is known of an output, and reads its page if that was not read lately.
 *
 * Returns: (transfer none) (nullable): the output, its text cut; valid until the main loop runs
 *   again; %NULL: there is none, or it was not read yet
 */
const CantripOutput *
cantrip_output_pages_look (CantripOutputPages *self, gint64 position, gboolean *ret_is_stale);

/* Reads again what is looked at. @only_open: but for pages on which all is done */
void cantrip_output_pages_reload (CantripOutputPages *self, gboolean only_open);

/* Whether the prompt has changed since the run: then all that it has is stale. */
void cantrip_output_pages_set_outdated (CantripOutputPages *self, gboolean is_outdated);

gboolean cantrip_output_pages_get_outdated (CantripOutputPages *self);

G_END_DECLS
