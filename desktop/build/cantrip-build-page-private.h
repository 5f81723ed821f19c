/* cantrip-build-page-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-run-manager.h"
#include "build/cantrip-build-grid.h"
#include "build/cantrip-build-page.h"
#include "build/cantrip-draft-keeper.h"
#include "build/cantrip-recipe-editor.h"
#include "build/cantrip-run-bar.h"
#include "build/cantrip-trial-pane.h"
#include "prompt/cantrip-gallery-item.h"

G_BEGIN_DECLS

struct _CantripBuildPage
{
  AdwBin parent_instance;

  GtkPaned         *paned;
  AdwBin           *editor_place;
  AdwBin           *grid_place;
  GtkWidget        *tools;
  GtkDropDown      *datasets;
  GtkMenuButton    *outputs;
  GtkPopoverMenu   *generate_menu;
  GtkAdjustment    *first_n;
  GtkStack         *stack;
  CantripRunBar    *run_bar;
  AdwFlap          *flap;
  CantripTrialPane *trial;

  CantripRecipeEditor *editor;
  CantripBuildGrid    *grid;

  CantripWorkspace   *workspace; /* (owned) */
  CantripApp          app;       /* its texts are (owned) */
  GSettings          *settings;  /* (owned) */
  GCancellable       *cancellable;
  CantripDraftKeeper *keeper;       /* (owned) */
  GPtrArray          *dataset_list; /* (owned) (nullable) (element-type CantripDataset) */
  GPtrArray          *variants;     /* (owned) (nullable) (element-type CantripVariant) */
  GHashTable         *shown;        /* (owned) (element-type gint64): variants beside the draft */
  GPtrArray          *sets;         /* (owned) (nullable) (element-type CantripOutputSet) */
  gint64              dataset_id;
  char               *draft_json; /* (owned) (nullable): what the editor was filled with, or says */
  CantripRecipe      *recipe;     /* (owned) (nullable): what the editor says, if it is a recipe */
  gint64              connection_id;
  CantripActiveRun   *run;        /* (owned) (nullable): whose progress is listened to */
  guint               refresh_id; /* source */
  guint               turn_id;    /* source */
  gboolean            is_filling; /* what changes now is not changed by a person */
  gboolean            is_stale;   /* to be loaded when it is shown */
};

/* What a recipe is run with now; it borrows from @self. */
CantripRunSpec cantrip_build_page_get_spec (CantripBuildPage *self);

/* Looks for the runs of the draft and the variants again. */
void cantrip_build_page_load_sets (CantripBuildPage *self);

/* Whether a run of the app is under way. */
gboolean cantrip_build_page_is_running (CantripBuildPage *self);

/* Reads the workspace again, now or when the page is shown. */
void cantrip_build_page_reload (CantripBuildPage *self);

/* Somebody has written something, or chosen other rows. */
void cantrip_build_page_edited (CantripBuildPage *self);
void cantrip_build_page_dataset_chosen (CantripBuildPage *self);

/* Somebody began from a template, and may want its example table as rows. */
void cantrip_build_page_take_template (CantripBuildPage         *self,
                                       const CantripGalleryItem *item,
                                       gboolean                  wants_table);

/* Shows an output in full. */
void cantrip_build_page_open (CantripBuildPage *self, const CantripOutputSet *set, gint64 position);

/* Asks about one row of a set, only to look at it. @values_json: (nullable): as it was then */
void cantrip_build_page_try (CantripBuildPage *self,
                             CantripRecipe    *recipe,
                             gint64            connection_id,
                             gint64            position,
                             const char       *values_json);

/* Asks again about a row of a set that has failed. */
void
cantrip_build_page_retry (CantripBuildPage *self, const CantripOutputSet *set, gint64 position);

/* Goes on with what waits to be asked. */
void cantrip_build_page_resume (CantripBuildPage *self);

/* Actions `build.try`, `build.generate-…`, and `build.save`. */
void cantrip_build_page_install_try_action (GtkWidgetClass *klass);
void cantrip_build_page_install_run_actions (GtkWidgetClass *klass);
void cantrip_build_page_install_save_action (GtkWidgetClass *klass);

G_END_DECLS
