/* test-sse-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "provider/cantrip-sse-reader.h"

#define MAX_BYTES 100

/* Writes events as `name=data|`. */
static gboolean
note_cb (const char *event, const char *data, gsize length, gpointer user_data, GError **error)
{
  GString *seen = user_data;

  if (g_strcmp0 (data, "stop") == 0)
    return cantrip_set_error (error, CANTRIP_ERROR_OVERLOADED, "Stopped");

  g_string_append_printf (seen, "%s=", event);
  g_string_append_len (seen, data, (gssize) length);
  g_string_append_c (seen, '|');

  return TRUE;
}

/* Feeds @text in pieces of @size bytes. */
static char *
read_in_pieces (const char *text, gsize length, gsize size, GError **error)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (CantripSseReader) reader = cantrip_sse_reader_new (MAX_BYTES, note_cb, seen);

  for (gsize i = 0; i < length; i += size)
    if (!cantrip_sse_reader_push (reader, text + i, MIN (size, length - i), error))
      return NULL;
  if (!cantrip_sse_reader_end (reader, error))
    return NULL;

  return g_string_free (g_steal_pointer (&seen), FALSE);
}

static void
test_reads_in_any_pieces (void)
{
  static const struct
  {
    const char *text;
    const char *events;
  } cases[] = {
    { "data: a\n\ndata: b\n\n", "message=a|message=b|" },
    { "data: a\r\n\r\ndata: b\r\n\r\n", "message=a|message=b|" },
    { "data: a\r\rdata: b\r\r", "message=a|message=b|" },
    { "data: a\ndata: b\n\n", "message=a\nb|" },
    { "data:a\ndata:\ndata:  c\n\n", "message=a\n\n c|" },
    { "data\n\n", "message=|" },
    { "event: error\ndata: x\n\ndata: y\n\n", "error=x|message=y|" },
    { "data: x\nevent: late\n\n", "late=x|" },
    { ": keep-alive\n\n:\n\ndata: a\n\n", "message=a|" },
    { "id: 7\nretry: 10\ndatax: no\n data: no\ndata: a\n\n", "message=a|" },
    { "event: nothing\n\ndata: a\n\n", "message=a|" },
    { "\xef\xbb\xbf"
      "data: a\n\n",
      "message=a|" },
    { "\n\n\ndata: é😀\n\n\n", "message=é😀|" },
    { "data: cut short", "message=cut short|" },
    { "data: cut short\n", "message=cut short|" },
    { "{\"not\": \"events\"}", "" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize size = 1; size <= strlen (cases[i].text) + 1; size++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree char *events =
            read_in_pieces (cases[i].text, strlen (cases[i].text), size, &error);

        g_assert_no_error (error);
        g_assert_cmpstr (events, ==, cases[i].events);
      }
}

static void
test_limits_an_event (void)
{
  g_autofree char *most = g_strnfill (MAX_BYTES - 7, 'x');
  g_autofree char *enough = g_strdup_printf ("data: %s\n\ndata: %s\n\n", most, most);
  g_autofree char *line = g_strnfill (MAX_BYTES + 1, 'x');
  g_autofree char *lines = g_strdup_printf ("data: %s\ndata: %s\n\n", most, most);
  const char      *cases[] = { line, lines };

  g_autofree char *events = read_in_pieces (enough, strlen (enough), 3, NULL);
  g_assert_nonnull (events);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_in_pieces (cases[i], strlen (cases[i]), 7, &error));
      g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_BAD_REPLY);
    }
}

static void
test_stops_when_told (void)
{
  static const char text[] = "data: a\n\ndata: stop\n\ndata: b\n\n";
  g_autoptr (GError) error = NULL;

  g_assert_null (read_in_pieces (text, strlen (text), 1, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_OVERLOADED);
}

static void
test_keeps_nul (void)
{
  g_autofree char *events = read_in_pieces ("data: a\0b\n\n", 11, 2, NULL);

  g_assert_cmpmem (events, 12, "message=a\0b|", 12);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/sse-reader/push/reads-in-any-pieces", test_reads_in_any_pieces);
  g_test_add_func ("/sse-reader/push/limits-an-event", test_limits_an_event);
  g_test_add_func ("/sse-reader/push/stops-when-told", test_stops_when_told);
  g_test_add_func ("/sse-reader/push/keeps-nul", test_keeps_nul);

  return g_test_run ();
}
