/* cantrip-commands.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "commands/cantrip-command.h"

/* Every verb, in the order in which `--help` lists them; each stands in a file of its own. */
extern const CantripCommand cantrip_init_command;
extern const CantripCommand cantrip_import_command;
extern const CantripCommand cantrip_datasets_command;
extern const CantripCommand cantrip_apply_command;
extern const CantripCommand cantrip_export_command;
extern const CantripCommand cantrip_generate_command;
extern const CantripCommand cantrip_runs_command;
extern const CantripCommand cantrip_deploy_command;
extern const CantripCommand cantrip_rollback_command;
extern const CantripCommand cantrip_deployments_command;
extern const CantripCommand cantrip_key_command;
extern const CantripCommand cantrip_log_command;
extern const CantripCommand cantrip_network_command;
extern const CantripCommand cantrip_serve_command;
