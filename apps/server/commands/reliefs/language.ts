/** In which language a command speaks: English, unless `--lv` is stated. */
export type Language = 'lv' | 'en';
