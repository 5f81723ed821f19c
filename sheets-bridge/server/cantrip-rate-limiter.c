/* cantrip-rate-limiter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/cantrip-rate-limiter.h"

#define MINUTE_US (60.0 * G_USEC_PER_SEC)

struct _CantripRateLimiter
{
  GMutex      mutex;
  GHashTable *buckets; /* (owned) (mutex mutex): key id → Bucket; as many as there are keys */
};

typedef struct
{
  gint64 key_id;
  double calls;     /* that may come now */
  gint64 filled_us; /* monotonic clock: when @calls was right */
} Bucket;

CantripRateLimiter *
cantrip_rate_limiter_new (void)
{
  CantripRateLimiter *self = g_new0 (CantripRateLimiter, 1);

  g_mutex_init (&self->mutex);
  self->buckets = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);

  return self;
}

void
cantrip_rate_limiter_free (CantripRateLimiter *self)
{
  g_hash_table_unref (self->buckets);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static Bucket *
get_bucket (CantripRateLimiter *self, gint64 key_id, gint64 calls_per_minute, gint64 now_us)
{
  Bucket *bucket = g_hash_table_lookup (self->buckets, &key_id);

  if (bucket == NULL)
    {
      bucket = g_new0 (Bucket, 1);
      bucket->key_id = key_id;
      bucket->calls = (double) calls_per_minute;
      bucket->filled_us = now_us;
      g_hash_table_insert (self->buckets, &bucket->key_id, bucket);
    }

  return bucket;
}

gint64
cantrip_rate_limiter_take (CantripRateLimiter *self,
                           gint64              key_id,
                           gint64              calls_per_minute,
                           gint64              now_us)
{
  g_autoptr (GMutexLocker) locker = NULL;
  double  calls_per_us = (double) calls_per_minute / MINUTE_US;
  Bucket *bucket;

  if (calls_per_minute < 0)
    return 0;

  locker = g_mutex_locker_new (&self->mutex);
  bucket = get_bucket (self, key_id, calls_per_minute, now_us);
  bucket->calls += (double) (now_us - bucket->filled_us) * calls_per_us;
  bucket->calls = MIN (bucket->calls, (double) calls_per_minute);
  bucket->filled_us = now_us;

  if (bucket->calls >= 1)
    {
      bucket->calls -= 1;
      return 0;
    }

  return 1 + (gint64) ((1 - bucket->calls) / calls_per_us / 1000);
}
