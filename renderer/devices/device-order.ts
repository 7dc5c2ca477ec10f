import type { DeviceView } from '../../shared/ipc/views';

type Ordered = Pick<DeviceView, 'id' | 'status' | 'isDefault'>;

/** What PingOne orders: the active devices, by priority. The first one is the default. */
export const activeIds = (devices: readonly Ordered[]): readonly string[] =>
  devices.filter(({ status }) => status === 'active').map(({ id }) => id);

/** The same ids with one of them at another index; an index beyond the ends is the end. */
export const moved = (ids: readonly string[], id: string, to: number): readonly string[] => {
  if (!ids.includes(id)) return ids;
  const others = ids.filter((other) => other !== id);
  const index = Math.max(0, Math.min(to, others.length));
  return [...others.slice(0, index), id, ...others.slice(index)];
};

export const isSameOrder = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id, index) => id === other[index]);

/** The list in another order: active devices as told, those it does not name after them, all others last. */
export const arranged = <Device extends Ordered>(
  devices: readonly Device[],
  ids: readonly string[],
): readonly Device[] => {
  const active = devices.filter(({ status }) => status === 'active');
  const named = ids.flatMap((id) => active.find((device) => device.id === id) ?? []);
  return [
    ...named,
    ...active.filter((device) => !named.includes(device)),
    ...devices.filter(({ status }) => status !== 'active'),
  ];
};

/** The same, as it is once PingOne has this order: its first device is the default. */
export const ordered = <Device extends Ordered>(
  devices: readonly Device[],
  ids: readonly string[],
): readonly Device[] =>
  arranged(devices, ids).map((device, index) => ({
    ...device,
    isDefault: index === 0 && device.status === 'active',
  }));

/** Counted from 1; null for what has no place in the order. */
export const positionOf = (
  devices: readonly Ordered[],
  id: string,
): { readonly position: number; readonly count: number } | null => {
  const ids = activeIds(devices);
  const index = ids.indexOf(id);
  return index === -1 ? null : { position: index + 1, count: ids.length };
};

/** PingOne keeps no order: the person is asked at each sign-in. */
export const lacksDefault = (devices: readonly Ordered[]): boolean =>
  activeIds(devices).length > 1 && !devices.some(({ isDefault }) => isDefault);

/** Without it nothing is left to sign in with. */
export const isLastUsable = (
  { id, status }: Pick<DeviceView, 'id' | 'status'>,
  devices: readonly Pick<DeviceView, 'id' | 'status' | 'blocked'>[],
): boolean =>
  status === 'active' &&
  !devices.some((other) => other.id !== id && other.status === 'active' && !other.blocked);

interface Row {
  readonly top: number;
  readonly bottom: number;
}

/** Where a row that is dragged to this height would land: behind every other row whose middle lies above it. */
export const dropIndex = (rows: readonly Row[], from: number, y: number): number =>
  rows.filter(({ top, bottom }, index) => index !== from && (top + bottom) / 2 < y).length;

/** How far a row may be carried without leaving the others behind. `carried`: how far it stands away already, in pixels. */
export const travelWithin = (
  rows: readonly Row[],
  from: number,
  carried: number,
  travel: number,
): number => {
  const places = rows.map(({ top, bottom }, index) =>
    index === from ? { top: top - carried, bottom: bottom - carried } : { top, bottom },
  );
  const own = places[from];
  if (own === undefined) return travel;
  const up = Math.min(...places.map(({ top }) => top)) - own.top;
  const down = Math.max(...places.map(({ bottom }) => bottom)) - own.bottom;
  return Math.max(up, Math.min(travel, down));
};
