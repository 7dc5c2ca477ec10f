/** A string of a SCIM filter (RFC 7644, 3.4.2.2): what was typed stays what it is, and never becomes an operator. */
const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

export type FilterOperator = 'eq' | 'sw';

/** `serialNumber sw "23AB"` */
export const compared = (attribute: string, operator: FilterOperator, text: string): string =>
  `${attribute} ${operator} ${quoted(text)}`;
