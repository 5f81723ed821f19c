/* cantrip-stop-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-stop-text.h"

#include <string.h>

/* Letter for letter: what is written behind a backslash, and what it stands for. */
static const char WRITTEN[] = "ntr\\";
static const char MEANT[] = "\n\t\r\\";

char *
cantrip_stop_text_write (const char *const *stop)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; stop != NULL && stop[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      for (const char *p = stop[i]; *p != '\0'; p++)
        {
          const char *found = strchr (MEANT, *p);

          if (found != NULL)
            {
              g_string_append_c (text, '\\');
              g_string_append_c (text, WRITTEN[found - MEANT]);
            }
          else
            g_string_append_c (text, *p);
        }
    }

  return g_string_free (text, FALSE);
}

static char *
read_line (const char *line)
{
  GString *text = g_string_new (NULL);

  for (const char *p = line; *p != '\0'; p++)
    {
      const char *found = *p == '\\' && p[1] != '\0' ? strchr (WRITTEN, p[1]) : NULL;

      if (found != NULL)
        {
          g_string_append_c (text, MEANT[found - WRITTEN]);
          p++;
        }
      else
        g_string_append_c (text, *p);
    }

  return g_string_free (text, FALSE);
}

char **
cantrip_stop_text_read (const char *text)
{
  g_auto (GStrv) lines = NULL;
  g_autoptr (GStrvBuilder) stop = g_strv_builder_new ();

  g_return_val_if_fail (text != NULL, NULL);

  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] != '\0')
        {
          g_autofree char *sequence = read_line (lines[i]);

          g_strv_builder_add (stop, sequence);
        }
    }

  return g_strv_builder_end (stop);
}
