/** Under which name a call or an event crosses. */
export const channelOf = (topic: string, name: string): string => `${topic}.${name}`;
