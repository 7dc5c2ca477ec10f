import { catalog, deviceTypes, type DeviceType } from './catalog';
import type { ChallengeKind } from './descriptor';

/** The names that people know the types by; the window has them in every language. */
export const typeNames = {
  PINGID_DESKTOP_GEN2: 'PingID Desktop',
  FIDO2: 'Security key or passkey',
  MOBILE: 'Mobile app',
  TOTP: 'Authenticator app',
  OATH_TOKEN: 'Hardware token',
  SMS: 'Text message',
  VOICE: 'Phone call',
  WHATSAPP: 'WhatsApp',
  EMAIL: 'E-mail',
} satisfies Record<DeviceType, string>;

interface Ways {
  readonly paired: string;
  readonly proven: string;
}

/** How a device is paired, and how it is proven: what a challenge of each kind asks for. */
export const waysOf = {
  desktopAgent: {
    paired: 'PingID Desktop on this computer confirms it',
    proven: 'PingID Desktop confirms once more',
  },
  securityKey: {
    paired: 'the key is used in a small window, or in the browser where that is the way',
    proven: 'the key is used once more; one that was paired in the browser is proven there',
  },
  mobileApp: {
    paired: 'the app on the phone scans a QR code, or is given its key',
    proven: 'a push is approved on the phone; a code of the app where it gets none',
  },
  authenticatorApp: {
    paired: 'the app scans a QR code, or is given its key; its code is typed',
    proven: 'the next code of the app is typed',
  },
  hardwareToken: {
    paired:
      'its serial number is given, and the code that it shows; two codes where it has drifted',
    proven: 'the next code of the token is typed',
  },
  oneTimeCode: {
    paired: 'the code that PingOne sends to it is typed',
    proven: 'a second, fresh code is sent and typed',
  },
} satisfies Record<ChallengeKind, Ways>;

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

const rows: readonly (readonly string[])[] = [
  [
    'Method',
    'How it is paired',
    'How it is proven',
    'Can be finished later',
    'Named while pairing',
  ],
  ...deviceTypes.map((type) => {
    const { challenge, canBeResumed, canBeNamed } = catalog[type];
    const { paired, proven } = waysOf[challenge];
    return [typeNames[type], paired, proven, yesNo(canBeResumed), yesNo(canBeNamed)];
  }),
];

/** What can be paired and how it is proven, as a table of Markdown: columns padded as Prettier does it. */
export const devicesTable = (): string => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const [head, ...body] = rows.map((row) =>
    line(row.map((cell, column) => cell.padEnd(widths[column] ?? 0))),
  );
  return [head, line(widths.map((width) => '-'.repeat(width))), ...body].join('\n');
};

const begin = '<!-- devices: begin (npm run -s devices-table) -->';
const end = '<!-- devices: end -->';

/** A document with this table between its two marks; null: it has no such place. */
export const withDevicesTable = (document: string): string | null => {
  const [before, rest] = document.split(begin);
  const after = rest?.split(end)[1];
  return before === undefined || after === undefined
    ? null
    : `${before}${begin}\n\n${devicesTable()}\n\n${end}${after}`;
};
