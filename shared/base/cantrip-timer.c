/* cantrip-timer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-timer.h"

static gboolean
dispatch (GSource *source G_GNUC_UNUSED, GSourceFunc func, gpointer user_data)
{
  return func (user_data);
}

GSource *
cantrip_timer_new (GMainContext *context, GSourceFunc func, gpointer user_data)
{
  static GSourceFuncs funcs = { .dispatch = dispatch };
  GSource            *source = g_source_new (&funcs, sizeof (GSource));

  g_source_set_callback (source, func, user_data, NULL);
  g_source_attach (source, context);

  return source;
}
