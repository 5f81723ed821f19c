/* cantrip-comparison-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-comparison-repository.h"

/* Outputs of each run that are read at once; few, since their texts may be long. */
#define BATCH 64

#define READ_SQL(sign, order)                                                           \
  "SELECT output.id, output.position, output.state, output.text, output.finish_reason," \
  " output.error_code, output.error_message, output.model, output.input_tokens,"        \
  " output.output_tokens, output.latency_us, output.cost_usd_nanos, output.attempts,"   \
  " output.finished_at_us, dataset_row.values_json, dataset_row.superseded_at_us"       \
  " FROM output JOIN dataset_row ON dataset_row.id = output.row_id"                     \
  " WHERE output.run_id = $1 AND output.position " sign " $2 AND output.repeat = 1"     \
  " ORDER BY output.position " order " LIMIT $3"

static const char READ_FORWARD_SQL[] = READ_SQL (">", "ASC");
static const char READ_BACKWARD_SQL[] = READ_SQL ("<", "DESC");

struct _CantripComparisonRepository
{
  GObject parent_instance;

  CantripStore     *store;         /* (owned) */
  CantripStatement *read_forward;  /* (owned) */
  CantripStatement *read_backward; /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripComparisonRepository, cantrip_comparison_repository, G_TYPE_OBJECT)

/* The outputs of one run, a batch at a time. */
typedef struct
{
  gint64   run_id;
  GQueue   outputs; /* (owned) (element-type Item) */
  gint64   beyond;
  gboolean at_end;
} Source;

/* An output with what is known of its row. */
typedef struct
{
  CantripOutput *output; /* (owned) */
  gboolean       is_stale;
} Item;

/* All runs, on their way through the rows. */
typedef struct
{
  CantripStatement *read; /* (borrowed) */
  gboolean          backwards;
  guint             n_sources;
  Source            sources[CANTRIP_COMPARISON_MAX_RUNS];
} Walk;

static void
item_free (Item *item)
{
  g_clear_pointer (&item->output, cantrip_output_free);
  g_free (item);
}

static void
walk_clear (Walk *walk)
{
  for (guint i = 0; i < walk->n_sources; i++)
    g_queue_clear_full (&walk->sources[i].outputs, (GDestroyNotify) item_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static void
cantrip_comparison_repository_finalize (GObject *object)
{
  CantripComparisonRepository *self = CANTRIP_COMPARISON_REPOSITORY (object);

  g_clear_pointer (&self->read_forward, cantrip_statement_free);
  g_clear_pointer (&self->read_backward, cantrip_statement_free);
  g_clear_object (&self->store); /* last: it closes the database */

  G_OBJECT_CLASS (cantrip_comparison_repository_parent_class)->finalize (object);
}

static void
cantrip_comparison_repository_class_init (CantripComparisonRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_comparison_repository_finalize;
}

static void
cantrip_comparison_repository_init (CantripComparisonRepository *self G_GNUC_UNUSED)
{
}

CantripComparisonRepository *
cantrip_comparison_repository_new (CantripStore *store, GError **error)
{
  g_autoptr (CantripComparisonRepository) self = NULL;

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  self = g_object_new (CANTRIP_TYPE_COMPARISON_REPOSITORY, NULL);
  self->store = g_object_ref (store);

  const CantripStorePlan plans[] = {
    { &self->read_forward, READ_FORWARD_SQL },
    { &self->read_backward, READ_BACKWARD_SQL },
  };

  if (!cantrip_store_prepare_all (store, plans, G_N_ELEMENTS (plans), error))
    return NULL;

  return g_steal_pointer (&self);
}

static Item *
read_item (CantripStatement *read)
{
  Item          *item = g_new0 (Item, 1);
  CantripOutput *output = cantrip_output_new ();

  output->id = cantrip_statement_get_int (read, 0);
  output->position = cantrip_statement_get_int (read, 1);
  output->repeat = 1;
  output->state = cantrip_output_state_from_text (cantrip_statement_get_text (read, 2));
  output->text = g_strdup (cantrip_statement_get_text (read, 3));
  output->finish = cantrip_finish_from_text (cantrip_statement_get_text (read, 4));
  output->error_code = g_strdup (cantrip_statement_get_text (read, 5));
  output->error_message = g_strdup (cantrip_statement_get_text (read, 6));
  output->model = g_strdup (cantrip_statement_get_text (read, 7));
  output->input_tokens = cantrip_statement_get_if_known (read, 8);
  output->output_tokens = cantrip_statement_get_if_known (read, 9);
  output->latency_us = cantrip_statement_get_if_known (read, 10);
  output->cost_usd_nanos = cantrip_statement_get_if_known (read, 11);
  output->attempts = cantrip_statement_get_int (read, 12);
  output->finished_at_us = cantrip_statement_get_int (read, 13);
  output->values_json = g_strdup (cantrip_statement_get_text (read, 14));
  item->output = output;
  item->is_stale = output->state == CANTRIP_OUTPUT_STALE || !cantrip_statement_is_null (read, 15);

  return item;
}

/* Reads the next batch of a source that has run dry. */
static gboolean
fill (Walk *walk, Source *source, GError **error)
{
  g_autoptr (CantripStatementUse) read = walk->read;
  gboolean has_row = TRUE;

  cantrip_statement_bind_int (read, 1, source->run_id);
  cantrip_statement_bind_int (read, 2, source->beyond);
  cantrip_statement_bind_int (read, 3, BATCH);
  while (has_row)
    {
      if (!cantrip_statement_next (read, &has_row, "compare the outputs", error))
        return FALSE;
      if (has_row)
        g_queue_push_tail (&source->outputs, read_item (read));
    }

  if (g_queue_is_empty (&source->outputs))
    source->at_end = TRUE;
  else
    source->beyond = ((Item *) g_queue_peek_tail (&source->outputs))->output->position;

  return TRUE;
}

/* The position that comes next; 0: there is none. */
static gint64
find_next_position (const Walk *walk)
{
  gint64 next = 0;

  for (guint i = 0; i < walk->n_sources; i++)
    {
      const Item *item = g_queue_peek_head ((GQueue *) &walk->sources[i].outputs);

      if (item == NULL)
        continue;
      if (next == 0)
        next = item->output->position;
      else if (walk->backwards)
        next = MAX (next, item->output->position);
      else
        next = MIN (next, item->output->position);
    }

  return next;
}

/* Takes the outputs of one row off the sources. */
static CantripComparisonRow *
take_row (Walk *walk, gint64 position)
{
  CantripComparisonRow *row = g_new0 (CantripComparisonRow, 1);
  const char           *values_json = NULL;

  row->position = position;
  for (guint i = 0; i < walk->n_sources; i++)
    {
      Item *item = g_queue_peek_head (&walk->sources[i].outputs);

      if (item == NULL || item->output->position != position)
        continue;

      g_queue_pop_head (&walk->sources[i].outputs);
      if (values_json == NULL || !item->is_stale)
        values_json = item->output->values_json;
      row->is_stale[i] = item->is_stale;
      row->outputs[i] = g_steal_pointer (&item->output);
      item_free (item);
    }
  row->values_json = g_strdup (values_json);
  cantrip_comparison_row_update (row);

  return row;
}

/* The next row; %NULL with @error set, or at the end without. */
static CantripComparisonRow *
next_row (Walk *walk, GCancellable *cancellable, GError **error)
{
  gint64 position;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  for (guint i = 0; i < walk->n_sources; i++)
    {
      Source *source = &walk->sources[i];

      if (!source->at_end && g_queue_is_empty (&source->outputs) && !fill (walk, source, error))
        return NULL;
    }

  position = find_next_position (walk);

  return position != 0 ? take_row (walk, position) : NULL;
}

static void
walk_init (Walk                        *walk,
           CantripComparisonRepository *self,
           const CantripComparison     *comparison,
           gboolean                     backwards,
           gint64                       beyond)
{
  walk->read = backwards ? self->read_backward : self->read_forward;
  walk->backwards = backwards;
  walk->n_sources = comparison->n_runs;
  for (guint i = 0; i < walk->n_sources; i++)
    {
      walk->sources[i].run_id = comparison->run_ids[i];
      walk->sources[i].beyond = beyond;
    }
}

GPtrArray *
cantrip_comparison_repository_read (CantripComparisonRepository *self,
                                    const CantripComparison     *comparison,
                                    const CantripComparisonPage *page,
                                    GCancellable                *cancellable,
                                    GError                     **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_comparison_row_free);
  g_auto (Walk) walk = { 0 };

  g_return_val_if_fail (CANTRIP_IS_COMPARISON_REPOSITORY (self), NULL);
  g_return_val_if_fail (comparison->n_runs <= CANTRIP_COMPARISON_MAX_RUNS, NULL);

  walk_init (&walk, self, comparison, page->backwards, page->beyond);
  while (rows->len < page->max)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (CantripComparisonRow) row = next_row (&walk, cancellable, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      if (row == NULL)
        break;
      if (row->differs || !page->only_different)
        g_ptr_array_add (rows, g_steal_pointer (&row));
    }

  return g_steal_pointer (&rows);
}

gboolean
cantrip_comparison_repository_count (CantripComparisonRepository *self,
                                     const CantripComparison     *comparison,
                                     GCancellable                *cancellable,
                                     gint64                      *ret_n_rows,
                                     gint64                      *ret_n_different,
                                     GError                     **error)
{
  g_auto (Walk) walk = { 0 };
  gint64 n_rows = 0, n_different = 0;

  g_return_val_if_fail (CANTRIP_IS_COMPARISON_REPOSITORY (self), FALSE);
  g_return_val_if_fail (comparison->n_runs <= CANTRIP_COMPARISON_MAX_RUNS, FALSE);

  walk_init (&walk, self, comparison, FALSE, 0);
  for (;;)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (CantripComparisonRow) row = next_row (&walk, cancellable, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (row == NULL)
        break;

      n_rows++;
      n_different += row->differs ? 1 : 0;
    }

  *ret_n_rows = n_rows;
  *ret_n_different = n_different;

  return TRUE;
}
