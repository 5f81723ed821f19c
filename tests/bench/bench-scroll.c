/* bench-scroll.c: the page of a dataset of a million rows and eight columns: opened, and scrolled
 * through page by page, beside one of a thousand rows. Needs a display.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <time.h>

#include "base/cantrip-id.h"
#include "cantrip-bench-table.h"
#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"
#include "data/cantrip-dataset-page.h"
#include "data/cantrip-table-view.h"

#define N_FRAMES 100
#define WANTED_OPEN_MS 1000
#define WANTED_FRAME_MS 16.7
#define WANTED_MIB 100

typedef struct
{
  double open_ms;
  double mean_ms; /* of the main thread, for a frame */
  double worst_ms;
  double mib;
} Figures;

typedef struct
{
  CantripTableView *table;
  guint             n_frames;
  gint64            start_us;
  double            sum_ms;
  double            worst_ms;
} Scroll;

static double
ms_since (gint64 start_us)
{
  return (double) (g_get_monotonic_time () - start_us) / 1000;
}

/* What the main thread itself has used, whatever else the machine does meanwhile. */
static gint64
get_thread_us (void)
{
  struct timespec used;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);

  return (gint64) used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
}

static gboolean
is_shown (gpointer data)
{
  CantripRowModel *model = cantrip_table_view_get_model (data);
  g_autoptr (CantripRowItem) first = NULL;

  if (model == NULL)
    return FALSE;
  first = g_list_model_get_item (G_LIST_MODEL (model), 0);

  return cantrip_row_item_get_row (first) != NULL;
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GtkWidget     *window = gtk_widget_get_first_child (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window));
  double most = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  double step = gtk_adjustment_get_page_size (adjustment);
  double next = gtk_adjustment_get_value (adjustment) + step;

  gtk_adjustment_set_value (adjustment, next > most ? 0 : next);

  return G_SOURCE_CONTINUE;
}

static void
begin_cb (GdkFrameClock *clock, Scroll *scroll)
{
  scroll->start_us = get_thread_us ();
}

static void
end_cb (GdkFrameClock *clock, Scroll *scroll)
{
  double ms = (double) (get_thread_us () - scroll->start_us) / 1000;

  scroll->n_frames++;
  scroll->sum_ms += ms;
  scroll->worst_ms = MAX (scroll->worst_ms, ms);
}

static gboolean
has_scrolled (gpointer data)
{
  return ((Scroll *) data)->n_frames >= N_FRAMES;
}

static Figures
measure (CantripWorkspace *workspace, gint64 dataset_id)
{
  g_autofree char  *id = cantrip_id_to_text (dataset_id);
  double            before_mib = cantrip_bench_get_mib ("VmRSS:");
  gint64            start_us = g_get_monotonic_time ();
  GtkWidget        *page = GTK_WIDGET (cantrip_dataset_page_new (workspace, id));
  CantripTestShell *shell = cantrip_test_shell_new (workspace, page);
  CantripTableView *table = CANTRIP_TABLE_VIEW (cantrip_test_find (page, "table"));
  GdkFrameClock    *clock = gtk_widget_get_frame_clock (page);
  Scroll            scroll = { .table = table };
  Figures           figures;
  guint             tick;

  cantrip_test_wait_until (is_shown, table);
  figures.open_ms = ms_since (start_us);

  tick = gtk_widget_add_tick_callback (GTK_WIDGET (table), scroll_cb, &scroll, NULL);
  g_signal_connect (clock, "before-paint", G_CALLBACK (begin_cb), &scroll);
  g_signal_connect (clock, "after-paint", G_CALLBACK (end_cb), &scroll);
  cantrip_test_wait_until (has_scrolled, &scroll);
  g_signal_handlers_disconnect_by_data (clock, &scroll);
  gtk_widget_remove_tick_callback (GTK_WIDGET (table), tick);

  figures.mean_ms = scroll.sum_ms / scroll.n_frames;
  figures.worst_ms = scroll.worst_ms;
  figures.mib = cantrip_bench_get_mib ("VmRSS:") - before_mib;
  cantrip_test_shell_close (shell);

  return figures;
}

int
main (int argc, char *argv[])
{
  CantripWorkspace *workspace;
  g_autofree char  *path = NULL;
  gint64            small_id, large_id;
  Figures           small, large;
  gboolean          missed;

  cantrip_test_desktop_init (&argc, &argv);
  path = cantrip_test_path ("scroll.cantrip");
  {
    g_autoptr (CantripStore) store = cantrip_store_open (path, CANTRIP_STORE_CREATE, NULL);

    small_id = cantrip_bench_make_table (store, "small", 1000);
    large_id = cantrip_bench_make_table (store, "large", 1000000);
  }
  workspace = cantrip_test_open_workspace ("scroll.cantrip");
  (void) measure (workspace, small_id); /* fonts and style are read once */
  small = measure (workspace, small_id);
  large = measure (workspace, large_id);
  cantrip_test_close_workspace (workspace);
  g_unlink (path);

  missed = large.open_ms > WANTED_OPEN_MS || large.mib > WANTED_MIB ||
           large.mean_ms > MAX (WANTED_FRAME_MS, small.mean_ms * 1.2);
  g_print ("scroll: a million rows open in %.0f ms and scroll a page a frame in %.1f ms (worst "
           "%.0f), "
           "%.0f MiB more; a thousand rows %.0f ms and %.1f ms (worst %.0f) (wanted at most %d "
           "ms, %.1f ms or as a thousand, %d MiB)%s\n",
           large.open_ms,
           large.mean_ms,
           large.worst_ms,
           large.mib,
           small.open_ms,
           small.mean_ms,
           small.worst_ms,
           WANTED_OPEN_MS,
           WANTED_FRAME_MS,
           WANTED_MIB,
           missed ? " MISSED" : "");

  return missed ? 1 : 0;
}
