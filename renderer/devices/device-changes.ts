import type { DeviceView } from '../../shared/ipc/views';

export type Happening =
  'added' | 'begun' | 'activated' | 'removed' | 'lapsed' | 'locked' | 'blocked' | 'unblocked';

/** What is different between two readings of the list. */
export type DeviceChange =
  | { readonly kind: Happening; readonly device: DeviceView }
  | { readonly kind: 'renamed'; readonly device: DeviceView; readonly before: DeviceView }
  /** `device`: the default now; null: there is none any more. `before`: the id of the one that was. */
  | {
      readonly kind: 'default';
      readonly device: DeviceView | null;
      readonly before: string | null;
    };

/** What this window did, or may have done. */
export type OwnChange =
  | { readonly kind: 'renamed' | 'removed' | 'blocked'; readonly deviceId: string }
  | { readonly kind: 'reordered' }
  /** a pairing, or a proof, with a device of this type */
  | { readonly kind: 'paired'; readonly type: string };

const isActive = ({ status }: DeviceView): boolean => status === 'active';

const changesOf = (before: DeviceView, device: DeviceView): readonly DeviceChange[] => [
  ...(before.nickname === device.nickname ? [] : [{ kind: 'renamed', device, before } as const]),
  ...(before.status === 'pending' && isActive(device)
    ? [{ kind: 'activated', device } as const]
    : []),
  ...(device.locked && !before.locked ? [{ kind: 'locked', device } as const] : []),
  ...(device.blocked === before.blocked
    ? []
    : [{ kind: device.blocked ? 'blocked' : 'unblocked', device } as const]),
];

const defaultChange = (
  before: readonly DeviceView[],
  after: readonly DeviceView[],
): readonly DeviceChange[] => {
  // the first device of all is the default by itself, and the last one takes it along
  if (!before.some(isActive) || !after.some(isActive)) return [];
  const was = before.find(({ isDefault }) => isDefault)?.id ?? null;
  const device = after.find(({ isDefault }) => isDefault) ?? null;
  return was === (device?.id ?? null) ? [] : [{ kind: 'default', device, before: was }];
};

/** What has happened between two readings, in the order in which it is told. */
export const changesBetween = (
  before: readonly DeviceView[],
  after: readonly DeviceView[],
): readonly DeviceChange[] => [
  ...before
    .filter(({ id }) => !after.some((device) => device.id === id))
    .map(
      (device) => ({ kind: device.status === 'pending' ? 'lapsed' : 'removed', device }) as const,
    ),
  ...after.flatMap((device): readonly DeviceChange[] => {
    const known = before.find(({ id }) => id === device.id);
    if (known !== undefined) return changesOf(known, device);
    return [{ kind: device.status === 'pending' ? 'begun' : 'added', device }];
  }),
  ...defaultChange(before, after),
];

const isExplainedBy = (change: DeviceChange, own: OwnChange): boolean => {
  switch (own.kind) {
    case 'renamed':
      return change.kind === 'renamed' && change.device.id === own.deviceId;
    case 'removed':
      // without the default, the next one takes its place
      return change.kind === 'default'
        ? change.before === own.deviceId
        : (change.kind === 'removed' || change.kind === 'lapsed') &&
            change.device.id === own.deviceId;
    // and unblocked
    case 'blocked':
      return (
        (change.kind === 'blocked' || change.kind === 'unblocked') &&
        change.device.id === own.deviceId
      );
    case 'reordered':
      return change.kind === 'default';
    case 'paired':
      return (
        ['added', 'begun', 'activated', 'lapsed', 'locked'].includes(change.kind) &&
        change.device?.type === own.type
      );
    default:
      return own satisfies never;
  }
};

/** Whether this window was it. In doubt it was: nobody is told of what they have just done themselves. */
export const isOwn = (change: DeviceChange, own: readonly OwnChange[]): boolean =>
  own.some((one) => isExplainedBy(change, one));

const aspects = {
  added: 'existence',
  begun: 'existence',
  activated: 'existence',
  removed: 'existence',
  lapsed: 'existence',
  locked: 'lock',
  blocked: 'block',
  unblocked: 'block',
  renamed: 'name',
  default: 'default',
} satisfies Record<DeviceChange['kind'], string>;

const overtakes = (later: DeviceChange, earlier: DeviceChange): boolean => {
  if (later.kind === 'default' || earlier.kind === 'default') return later.kind === earlier.kind;
  if (later.device.id !== earlier.device.id) return false;
  const gone = later.kind === 'removed' || later.kind === 'lapsed';
  return gone || aspects[later.kind] === aspects[earlier.kind];
};

/** What is told already and what is new, each thing once, as it is now. */
export const withChanges = (
  told: readonly DeviceChange[],
  fresh: readonly DeviceChange[],
): readonly DeviceChange[] => [
  ...told.filter((earlier) => !fresh.some((later) => overtakes(later, earlier))),
  ...fresh,
];
