// SPDX-License-Identifier: MIT
// Documented by Google, missing from @types/google-apps-script 2.0.13.
declare namespace GoogleAppsScript {
  namespace URL_Fetch {
    interface URLFetchRequestOptions {
      timeoutSeconds?: number;
    }
  }
}
