/* cantrip-id.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-id.h"

#include <string.h>

#define EPOCH_MS G_GINT64_CONSTANT (1735689600000) /* 2025-01-01T00:00:00Z */
#define RANDOM_BITS 22
#define RANDOM_MASK ((1 << RANDOM_BITS) - 1)

static const char ALPHABET[] = "0123456789abcdefghjkmnpqrstvwxyz";

gint64
cantrip_id_new (void)
{
  static GMutex mutex;
  static gint64 last; /* (mutex mutex) */
  gint64        milliseconds = g_get_real_time () / 1000 - EPOCH_MS;
  gint64        id = (milliseconds << RANDOM_BITS) | (g_random_int () & RANDOM_MASK);

  g_mutex_lock (&mutex);
  last = id > last ? id : last + 1;
  id = last;
  g_mutex_unlock (&mutex);

  return id;
}

gint64
cantrip_id_get_lowest_at (gint64 at_us)
{
  /* A moment that no id can have, such as the year 2099, comes after all of them. */
  return CLAMP (at_us / 1000 - EPOCH_MS, 0, G_MAXINT64 >> RANDOM_BITS) << RANDOM_BITS;
}

char *
cantrip_id_to_text (gint64 id)
{
  char *text = g_malloc0 (CANTRIP_ID_TEXT_LENGTH + 1);

  for (int i = CANTRIP_ID_TEXT_LENGTH - 1; i >= 0; i--)
    {
      text[i] = ALPHABET[id & 31];
      id >>= 5;
    }

  return text;
}

static int
digit_value (char digit)
{
  const char *found;

  digit = g_ascii_tolower (digit);
  if (digit == 'o')
    return 0;
  if (digit == 'i' || digit == 'l')
    return 1;

  found = digit != '\0' ? strchr (ALPHABET, digit) : NULL;

  return found != NULL ? (int) (found - ALPHABET) : -1;
}

gint64
cantrip_id_from_text (const char *text)
{
  guint64 id = 0;

  if (text == NULL || strlen (text) != CANTRIP_ID_TEXT_LENGTH)
    return 0;

  for (gsize i = 0; i < CANTRIP_ID_TEXT_LENGTH; i++)
    {
      int value = digit_value (text[i]);

      if (value < 0 || id >> 58 != 0)
        return 0;
      id = id << 5 | (guint64) value;
    }

  return (gint64) id;
}
