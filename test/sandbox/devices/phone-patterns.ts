/** 7 to 15 digits in all, whatever stands between them. */
const LENGTH = '(?=(?:\\D*\\d){7,15}\\D*$)';

/** `+15125201234`, `+1.5125201234`, `+1.512.520.1234`, `+1 (512) 520-1234`. */
const WITH_PLUS = '\\+[1-9]\\d{0,2}(?:\\d{4,}|(?:\\.\\d{2,})+| \\(\\d{1,5}\\) \\d{2,}-\\d{2,})';

/** `15125551234`, `1-512-555-1234`. */
const WITHOUT_PLUS = '[1-9]\\d{0,2}(?:\\d{4,}|(?:-\\d{2,})+)';

/** The renderings of one number that PingOne's pages name, and no others (contract B.3). */
export const INTERNATIONAL = new RegExp(`^${LENGTH}${WITH_PLUS}$`);

/** The page on calls names two more. */
export const VOICE_NUMBER = new RegExp(`^${LENGTH}(?:${WITH_PLUS}|${WITHOUT_PLUS})$`);

/** Digits, pauses, and the keys beside the 0. */
export const EXTENSION = /^[\d,#*]+$/;
