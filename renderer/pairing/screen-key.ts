import type { PairingView } from '../../shared/pairing/screen';

/** A screen of the same kind with another purpose is another screen: it starts afresh. */
export const screenKey = ({ id, screen }: PairingView): string =>
  `${id}/${screen.kind}${'purpose' in screen ? `/${screen.purpose}` : ''}`;
