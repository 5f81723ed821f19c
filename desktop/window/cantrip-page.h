/* cantrip-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/cantrip-workspace.h"

G_BEGIN_DECLS

/*
 * What the window shows beside its sidebar: a header bar, and below it the content. In a
 * template, children of the types `start`, `end` and `title` go into the header bar.
 *
 * Properties: `workspace` (construct only), `title` (shown in the header bar), `folded` (whether
 * the sidebar is hidden: the window sets it).
 *
 * A page that shows what is in the workspace implements `reload`: it is called when the page is
 * shown first, and, while it is shown, when the workspace has changed; a change that comes while
 * the page is hidden is made up for when it is shown again.
 */
#define CANTRIP_TYPE_PAGE (cantrip_page_get_type ())

G_DECLARE_DERIVABLE_TYPE (CantripPage, cantrip_page, CANTRIP, PAGE, AdwBin)

struct _CantripPageClass
{
  AdwBinClass parent_class;

  void (*reload) (CantripPage *self);
};

/* (transfer none) */
CantripWorkspace *cantrip_page_get_workspace (CantripPage *self);

/* (transfer none): cancelled when the page is disposed of. */
GCancellable *cantrip_page_get_cancellable (CantripPage *self);

void cantrip_page_set_title (CantripPage *self, const char *title);

/* Reads the workspace again, now or when the page is shown. */
void cantrip_page_reload (CantripPage *self);

G_END_DECLS
