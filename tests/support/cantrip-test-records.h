/* cantrip-test-records.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-record-format.h"

G_BEGIN_DECLS

/* A stream over @length bytes (-1: a text) that gives at most @step of them at a time. */
GInputStream *
cantrip_test_trickle_new (const char *bytes, gssize length, gsize step) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_test_read_records:
 * @bytes: the content of a file, of @length bytes (-1: a text)
 * @step: how many bytes come at a time
 *
 * Reads a whole file and writes down what was read, a line each: `columns a|b`, then `note …`,
 * then for each record `LINE VALUES`, `LINE VALUES (problem)` when it can be padded,
 * `LINE (problem)` when it cannot; `error …` where it ends.
 */
char *cantrip_test_read_records (const char                *bytes,
                                 gssize                     length,
                                 const CantripRecordFormat *format,
                                 gsize                      step) G_GNUC_WARN_UNUSED_RESULT;

/* Fails the test unless reading gives @expected, whatever the size of the pieces it comes in. */
void cantrip_test_assert_records (const char                *bytes,
                                  gssize                     length,
                                  const CantripRecordFormat *format,
                                  const char                *expected);

G_END_DECLS
