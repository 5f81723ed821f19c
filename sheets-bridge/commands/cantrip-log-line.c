/* cantrip-log-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "commands/cantrip-log-line.h"

#include "base/cantrip-decimal.h"
#include "base/cantrip-id.h"
#include "base/cantrip-json.h"
#include "base/cantrip-text.h"
#include "base/cantrip-time.h"

#define MS_DECIMALS 3
#define USD_DECIMALS 9
#define MAX_SHOWN_CHARACTERS 60

static void
add_name (GString *json, const char *name)
{
  if (json->str[json->len - 1] != '{')
    g_string_append_c (json, ',');
  g_string_append_printf (json, "\"%s\":", name);
}

static void
add_text (GString *json, const char *name, const char *text)
{
  add_name (json, name);
  if (text != NULL)
    cantrip_json_append_string (json, text, -1);
  else
    g_string_append (json, "null");
}

/* A number of the smallest unit; null if it is negative, “unknown”. */
static void
add_decimal (GString *json, const char *name, gint64 value, guint n_decimals)
{
  g_autofree char *text = value >= 0 ? cantrip_decimal_to_text (value, n_decimals) : NULL;

  add_name (json, name);
  g_string_append (json, text != NULL ? text : "null");
}

static void
add_id (GString *json, const char *name, gint64 id)
{
  g_autofree char *text = id > 0 ? cantrip_id_to_text (id) : NULL;

  add_text (json, name, text);
}

static void
add_error (GString *json, const CantripReceipt *receipt)
{
  add_name (json, "error");
  if (receipt->error_code == NULL)
    {
      g_string_append (json, "null");
      return;
    }

  g_string_append_c (json, '{');
  add_text (json, "code", receipt->error_code);
  add_text (json, "message", receipt->error_message);
  g_string_append_c (json, '}');
}

void
cantrip_log_line_append_json (GString *line, const CantripLogEntry *entry)
{
  const CantripReceipt *receipt = entry->receipt;
  g_autofree char      *received = cantrip_time_to_text (receipt->received_at_us);
  gboolean              failed = receipt->error_code != NULL;

  g_string_append_c (line, '{');
  add_id (line, "id", receipt->id);
  add_text (line, "deployment", entry->deployment);
  add_decimal (line, "revision", receipt->revision, 0);
  add_text (line, "variant", entry->variant);
  add_text (line, "key", entry->api_key);
  add_text (line, "source", receipt->source);
  add_text (line, "received", received);
  add_decimal (line, "latency_ms", receipt->latency_us, MS_DECIMALS);
  add_decimal (line, "provider_latency_ms", receipt->provider_latency_us, MS_DECIMALS);
  add_name (line, "cached");
  g_string_append (line, receipt->answered_by_id > 0 ? "true" : "false");
  add_id (line, "answered_by", receipt->answered_by_id);
  add_name (line, "inputs");
  g_string_append (line, receipt->inputs_json);
  add_text (line, "output", receipt->output);
  add_text (line, "finish_reason", failed ? NULL : cantrip_finish_to_text (receipt->finish));
  add_text (line, "model", receipt->model);
  add_decimal (line, "input_tokens", receipt->input_tokens, 0);
  add_decimal (line, "output_tokens", receipt->output_tokens, 0);
  add_decimal (line, "cost_usd", receipt->cost_usd_nanos, USD_DECIMALS);
  add_decimal (line, "attempts", receipt->attempts, 0);
  add_error (line, receipt);
  add_text (line, "rating", entry->rating);
  g_string_append_c (line, '}');
}

/* The start of a text, on one line. */
static void
append_shown (GString *line, const char *text)
{
  g_autofree char *start = cantrip_text_shorten (text, MAX_SHOWN_CHARACTERS);

  for (const char *p = start; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      g_string_append_unichar (line, g_unichar_isgraph (character) ? character : ' ');
    }
}

/* What came of it. */
static void
append_end (GString *line, const CantripReceipt *receipt)
{
  if (receipt->error_code != NULL)
    {
      g_string_append_printf (line, "%s: ", receipt->error_code);
      append_shown (line, receipt->error_message != NULL ? receipt->error_message : "");
    }
  else if (receipt->output != NULL)
    append_shown (line, receipt->output);
}

void
cantrip_log_line_append_text (GString *line, const CantripLogEntry *entry)
{
  const CantripReceipt *receipt = entry->receipt;
  g_autofree char      *received = cantrip_time_to_text (receipt->received_at_us);
  g_autofree char      *id = cantrip_id_to_text (receipt->id);
  g_autofree char      *cost = cantrip_decimal_to_text (receipt->cost_usd_nanos, USD_DECIMALS);

  g_string_append_printf (line,
                          "%s · %s · %s/%s · %s by %s · %" G_GINT64_FORMAT " ms · ",
                          received,
                          id,
                          entry->deployment,
                          entry->variant,
                          receipt->source,
                          entry->api_key != NULL ? entry->api_key : "nobody",
                          (receipt->latency_us + 500) / 1000);
  if (receipt->answered_by_id > 0)
    g_string_append (line, "stored answer · ");
  else if (receipt->cost_usd_nanos < 0)
    g_string_append (line, "price unknown · ");
  else
    g_string_append_printf (line, "$%s · ", cost);
  if (entry->rating != NULL)
    g_string_append_printf (line, "%s · ", entry->rating);

  append_end (line, receipt);
}
