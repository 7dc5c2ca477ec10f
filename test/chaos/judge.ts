import type { Device } from '../sandbox';
import type { Flow } from './flows';
import { answerLost, type Told } from './messages';

/** What is wrong after a point; nothing is the only good answer. */
export interface Verdict {
  /** devices beyond what the person had asked for */
  readonly duplicates: readonly string[];
  /** what is left at PingOne, or did not end, and nothing that the person is told accounts for it */
  readonly unaccounted: readonly string[];
  /** secrets on disk */
  readonly secrets: readonly string[];
}

export const noFault: Verdict = { duplicates: [], unaccounted: [], secrets: [] };

/** What is still wrong when it is looked at again is one thing. */
const merged = (left: readonly string[], right: readonly string[]): string[] => [
  ...new Set([...left, ...right]),
];
export const both = (left: Verdict, right: Verdict): Verdict => ({
  duplicates: merged(left.duplicates, right.duplicates),
  unaccounted: merged(left.unaccounted, right.unaccounted),
  secrets: merged(left.secrets, right.secrets),
});

/** The truth at PingOne. */
export interface Truth {
  readonly devices: readonly Device[];
  readonly livingKeys: readonly string[];
}

/** A flow that wants none of a type may have made one on its way: one is not too many. */
const duplicatesAmong = (devices: readonly Device[], wants: Flow['wants']): string[] => {
  const wanted: Readonly<Partial<Record<string, number>>> = wants;
  return [...new Set(devices.map(({ type }) => type))].flatMap((type) => {
    const count = devices.filter((device) => device.type === type).length;
    const most = Math.max(1, wanted[type] ?? 0);
    return count > most ? [`${String(count)} of ${type}`] : [];
  });
};

const saysSomethingIsLeft = ({ screens }: Told): boolean =>
  screens.some((screen) => /pending|unknown|pairingKey/.test(screen));

/** Whether anybody is told of a pending device: by a notice, by an open entry, by an offer to finish it. */
const accountsForDevice = (told: Told, { id, type }: Device): boolean =>
  told.offered.includes(id) ||
  told.leftAtPingOne ||
  saysSomethingIsLeft(told) ||
  told.open.some(
    (entry) => entry.deviceId === id || (entry.deviceId === null && entry.type === type),
  ) ||
  told.notices.some((notice) =>
    notice.kind === 'undecided' ? notice.type === type : notice.deviceId === id,
  );

const accountsForKey = (told: Told): boolean =>
  told.leftAtPingOne ||
  saysSomethingIsLeft(told) ||
  // a key whose answer was lost: nobody knows it, and nobody can claim it
  told.screens.includes(answerLost) ||
  told.open.some((entry) => entry.type === 'MOBILE') ||
  told.notices.some((notice) => notice.kind === 'undecided' && notice.type === 'MOBILE');

/** Pairings that hang, and promises of a screen that PingOne does not keep. */
const brokenPromises = (wants: Flow['wants'], told: Told, { devices }: Truth): string[] => {
  const last = told.screens.at(-1);
  if (last?.startsWith('stuck') === true) return [`a pairing that does not end: ${last}`];
  const isThere = devices.some(({ status }) => status === 'ACTIVE');
  const stays = Object.keys(wants).length > 0;
  return last === 'done proven' && stays && !isThere ? ['"proven", and nothing is paired'] : [];
};

/** `told`: what somebody knows who looks at the desk in this moment. */
export const judge = (wants: Flow['wants'], told: Told, truth: Truth): Verdict => ({
  duplicates: duplicatesAmong(truth.devices, wants),
  unaccounted: [
    ...truth.devices
      .filter(({ status }) => status === 'ACTIVATION_REQUIRED')
      .filter((device) => !accountsForDevice(told, device))
      .map(({ type }) => `a pending ${type}`),
    ...(accountsForKey(told) ? [] : truth.livingKeys.map(() => 'a pairing key')),
    ...brokenPromises(wants, told, truth),
  ],
  secrets: [],
});

/** Whoever came back has got what they had wanted: the way to it was not barred. */
export const judgeEnd = (wants: Flow['wants'], { devices }: Truth): Verdict => ({
  ...noFault,
  unaccounted: Object.entries(wants).flatMap(([type, count]) => {
    const have = devices.filter((one) => one.type === type && one.status === 'ACTIVE').length;
    return have < count ? [`${String(have)} of ${type} after all, ${String(count)} wanted`] : [];
  }),
});
