import type { Contract } from '../../shared/ipc/define';

/** The names of the contract without its schemas: all that the bridge needs, in a fraction of the size. */
export type ContractShape = Readonly<Record<string, Readonly<Record<string, 'call' | 'event'>>>>;

export const shapeOf = (contract: Contract): ContractShape =>
  Object.fromEntries(
    Object.entries(contract).map(([topic, members]) => [
      topic,
      Object.fromEntries(Object.entries(members).map(([name, { kind }]) => [name, kind])),
    ]),
  );
