/* cantrip-text-encoding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-text-encoding.h"

#include <string.h>

#include "base/cantrip-error.h"

static const char *const NAMES[] = {
  [CANTRIP_TEXT_ENCODING_DETECT] = "auto",
  [CANTRIP_TEXT_ENCODING_UTF_8] = "utf-8",
  [CANTRIP_TEXT_ENCODING_UTF_16_LE] = "utf-16le",
  [CANTRIP_TEXT_ENCODING_UTF_16_BE] = "utf-16be",
  [CANTRIP_TEXT_ENCODING_WINDOWS_1252] = "windows-1252",
};

/* Bytes 0x80 to 0x9f; the others are equal to their code points. 0: not assigned.
 * https://encoding.spec.whatwg.org/index-windows-1252.txt, without its control characters. */
static const gunichar WINDOWS_1252[32] = {
  0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

const char *
cantrip_text_encoding_get_name (CantripTextEncoding encoding)
{
  return NAMES[encoding];
}

gboolean
cantrip_text_encoding_from_name (const char          *name,
                                 CantripTextEncoding *ret_encoding,
                                 GError             **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      if (g_ascii_strcasecmp (name, NAMES[i]) != 0)
        continue;

      *ret_encoding = (CantripTextEncoding) i;

      return TRUE;
    }

  return cantrip_set_error (error,
                            CANTRIP_ERROR_INVALID_INPUT,
                            "“%s” is not an encoding; choose utf-8, utf-16le, utf-16be, "
                            "windows-1252 or auto",
                            name);
}

gsize
cantrip_text_encoding_get_mark (CantripTextEncoding encoding, const guint8 *bytes, gsize length)
{
  if (encoding == CANTRIP_TEXT_ENCODING_UTF_8)
    return length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  if (encoding == CANTRIP_TEXT_ENCODING_UTF_16_LE)
    return length >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0 ? 2 : 0;
  if (encoding == CANTRIP_TEXT_ENCODING_UTF_16_BE)
    return length >= 2 && memcmp (bytes, "\xfe\xff", 2) == 0 ? 2 : 0;

  return 0;
}

/* Whether more characters beyond ASCII are right than bytes are wrong. */
static gboolean
is_mostly_utf_8 (const guint8 *sample, gsize length)
{
  const char *position = (const char *) sample;
  const char *end = position + length;
  gsize       n_right = 0, n_wrong = 0;

  while (position < end)
    {
      gunichar character;

      if ((guchar) *position < 0x80)
        {
          position++;
          continue;
        }

      character = g_utf8_get_char_validated (position, end - position);
      if (character == (gunichar) -2) /* the sample ends inside it */
        break;
      n_right += character != (gunichar) -1;
      n_wrong += character == (gunichar) -1;
      position = character != (gunichar) -1 ? g_utf8_next_char (position) : position + 1;
    }

  return n_wrong == 0 || n_right > n_wrong;
}

/*
 * In most languages every other byte is NUL; in the others the delimiters and line ends alone
 * give some, and the rest is no UTF-8.
 */
static CantripTextEncoding
detect_utf_16 (const guint8 *sample, gsize length, gboolean may_be_utf_8)
{
  gsize least = may_be_utf_8 ? length / 8 : length / 200;
  gsize zeros[2] = { 0, 0 };

  for (gsize i = 0; i < length; i++)
    zeros[i & 1] += sample[i] == 0;

  if (zeros[1] > least && zeros[1] > 8 * zeros[0])
    return CANTRIP_TEXT_ENCODING_UTF_16_LE;
  if (zeros[0] > least && zeros[0] > 8 * zeros[1])
    return CANTRIP_TEXT_ENCODING_UTF_16_BE;

  return CANTRIP_TEXT_ENCODING_DETECT;
}

CantripTextEncoding
cantrip_text_encoding_detect (const guint8 *sample, gsize length)
{
  gboolean            is_utf_8 = is_mostly_utf_8 (sample, length);
  CantripTextEncoding wide = detect_utf_16 (sample, length, is_utf_8);

  for (CantripTextEncoding encoding = CANTRIP_TEXT_ENCODING_UTF_8;
       encoding <= CANTRIP_TEXT_ENCODING_UTF_16_BE;
       encoding++)
    {
      if (cantrip_text_encoding_get_mark (encoding, sample, length) > 0)
        return encoding;
    }

  if (wide != CANTRIP_TEXT_ENCODING_DETECT)
    return wide;

  return is_utf_8 ? CANTRIP_TEXT_ENCODING_UTF_8 : CANTRIP_TEXT_ENCODING_WINDOWS_1252;
}

static void
decode_windows_1252 (const guint8 *bytes, gsize length, GString *text)
{
  for (gsize i = 0; i < length; i++)
    {
      gboolean is_special = bytes[i] >= 0x80 && bytes[i] <= 0x9f;
      gunichar character = is_special ? WINDOWS_1252[bytes[i] - 0x80] : bytes[i];

      if (bytes[i] < 0x80)
        g_string_append_c (text, (char) bytes[i]);
      else if (character == 0)
        g_string_append_c (text, CANTRIP_TEXT_INVALID);
      else
        g_string_append_unichar (text, character);
    }
}

static gsize
decode_utf_16 (const guint8 *bytes, gsize length, guint high, gboolean is_last, GString *text)
{
  gsize i = 0;

  while (i + 2 <= length)
    {
      gunichar unit = (gunichar) bytes[i + high] << 8 | bytes[i + 1 - high];
      gunichar low = 0;

      if (unit >= 0xd800 && unit <= 0xdbff)
        {
          if (i + 4 > length && !is_last)
            return i;
          if (i + 4 <= length)
            low = (gunichar) bytes[i + 2 + high] << 8 | bytes[i + 3 - high];
        }

      i += 2;
      if (unit < 0xd800 || unit > 0xdfff)
        g_string_append_unichar (text, unit);
      else if (low >= 0xdc00 && low <= 0xdfff)
        {
          g_string_append_unichar (text, 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
          i += 2;
        }
      else
        g_string_append_c (text, CANTRIP_TEXT_INVALID);
    }

  if (i < length && is_last)
    {
      g_string_append_c (text, CANTRIP_TEXT_INVALID);
      i = length;
    }

  return i;
}

gsize
cantrip_text_encoding_decode (CantripTextEncoding encoding,
                              const guint8       *bytes,
                              gsize               length,
                              gboolean            is_last,
                              GString            *text)
{
  if (encoding == CANTRIP_TEXT_ENCODING_UTF_16_LE || encoding == CANTRIP_TEXT_ENCODING_UTF_16_BE)
    return decode_utf_16 (bytes,
                          length,
                          encoding == CANTRIP_TEXT_ENCODING_UTF_16_LE ? 1 : 0,
                          is_last,
                          text);

  if (encoding == CANTRIP_TEXT_ENCODING_WINDOWS_1252)
    decode_windows_1252 (bytes, length, text);
  else
    g_string_append_len (text, (const char *) bytes, (gssize) length);

  return length;
}
