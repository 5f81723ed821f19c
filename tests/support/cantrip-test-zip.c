/* cantrip-test-zip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define MAX_ZIP_BYTES (4 * 1024 * 1024)

typedef struct
{
  struct archive *archive;
  guint8         *bytes;
  size_t          length;
} Zip;

static void
begin (Zip *zip, const char *password)
{
  zip->bytes = g_malloc (MAX_ZIP_BYTES);
  zip->archive = archive_write_new ();
  archive_write_set_format_zip (zip->archive);
  if (password != NULL)
    {
      g_assert_cmpint (archive_write_set_options (zip->archive, "zip:encryption=traditional"),
                       ==,
                       ARCHIVE_OK);
      g_assert_cmpint (archive_write_set_passphrase (zip->archive, password), ==, ARCHIVE_OK);
    }
  g_assert_cmpint (archive_write_open_memory (zip->archive,
                                              zip->bytes,
                                              MAX_ZIP_BYTES,
                                              &zip->length),
                   ==,
                   ARCHIVE_OK);
}

static void
begin_entry (Zip *zip, const char *name, gsize n_bytes)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) n_bytes);
  archive_entry_set_filetype (entry, AE_IFREG);
  g_assert_cmpint (archive_write_header (zip->archive, entry), ==, ARCHIVE_OK);
  archive_entry_free (entry);
}

static GBytes *
end (Zip *zip)
{
  g_assert_cmpint (archive_write_free (zip->archive), ==, ARCHIVE_OK);

  return g_bytes_new_take (zip->bytes, zip->length);
}

GBytes *
cantrip_test_zip_new (const char *name, ...)
{
  Zip     zip = { NULL };
  va_list arguments;

  begin (&zip, NULL);
  va_start (arguments, name);
  for (; name != NULL; name = va_arg (arguments, const char *))
    {
      const char *text = va_arg (arguments, const char *);

      begin_entry (&zip, name, strlen (text));
      g_assert_cmpint (archive_write_data (zip.archive, text, strlen (text)), >=, 0);
    }
  va_end (arguments);

  return end (&zip);
}

GBytes *
cantrip_test_zip_new_zeros (const char *name, gsize n_bytes, const char *password)
{
  g_autofree char *zeros = g_malloc0 (1024 * 1024);
  Zip              zip = { NULL };

  begin (&zip, password);
  begin_entry (&zip, name, n_bytes);
  for (gsize left = n_bytes; left > 0; left -= MIN (left, 1024 * 1024))
    g_assert_cmpint (archive_write_data (zip.archive, zeros, MIN (left, 1024 * 1024)), >=, 0);

  return end (&zip);
}

GBytes *
cantrip_test_xlsx_new (const char *rows, const char *strings, const char *cell_formats)
{
  g_autofree char *sheet =
      g_strdup_printf ("<worksheet xmlns='m'><sheetData>%s</sheetData></worksheet>", rows);
  g_autofree char *sst =
      g_strdup_printf ("<sst xmlns='m'>%s</sst>", strings != NULL ? strings : "");
  g_autofree char *styles = g_strdup_printf ("<styleSheet xmlns='m'>%s</styleSheet>",
                                             cell_formats != NULL ? cell_formats : "");

  return cantrip_test_zip_new (
      "_rels/.rels",
      "<Relationships><Relationship Id='a' Type='http://x/officeDocument' "
      "Target='xl/workbook.xml'/>"
      "</Relationships>",
      "xl/_rels/workbook.xml.rels",
      "<Relationships>"
      "<Relationship Id='r1' Type='http://x/worksheet' Target='worksheets/sheet1.xml'/>"
      "<Relationship Id='r2' Type='http://x/sharedStrings' Target='/xl/sharedStrings.xml'/>"
      "<Relationship Id='r3' Type='http://x/styles' Target='styles.xml'/></Relationships>",
      "xl/workbook.xml",
      "<workbook xmlns='m' xmlns:r='r'><sheets><sheet name='Data' sheetId='1' r:id='r1'/></sheets>"
      "</workbook>",
      "xl/worksheets/sheet1.xml",
      sheet,
      "xl/sharedStrings.xml",
      sst,
      "xl/styles.xml",
      styles,
      NULL);
}

GBytes *
cantrip_test_ods_new (const char *styles, const char *tables)
{
  g_autofree char *content =
      g_strdup_printf ("<office:document-content xmlns:office='o' xmlns:style='s' xmlns:table='t' "
                       "xmlns:text='x'>"
                       "<office:automatic-styles>%s</office:automatic-styles>"
                       "<office:body><office:spreadsheet>%s</office:spreadsheet></office:body>"
                       "</office:document-content>",
                       styles,
                       tables);

  return cantrip_test_zip_new ("mimetype",
                               "application/vnd.oasis.opendocument.spreadsheet",
                               "content.xml",
                               content,
                               NULL);
}
