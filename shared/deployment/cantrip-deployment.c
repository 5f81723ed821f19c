/* cantrip-deployment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "deployment/cantrip-deployment.h"

void
cantrip_deployment_free (CantripDeployment *self)
{
  g_free (self->slug);
  g_clear_pointer (&self->targets, g_array_unref);
  g_free (self);
}

void
cantrip_deployment_revision_free (CantripDeploymentRevision *self)
{
  g_free (self->note);
  g_clear_pointer (&self->targets, g_array_unref);
  g_free (self);
}
