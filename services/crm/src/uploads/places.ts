import { tooManyUploads, type UploadLimits } from './limits.ts';

/** Takes a place for an organization's file and answers how to give it back, which may be done twice. Throws TOO_MANY_UPLOADS. */
export type TakePlace = (organizationId: string) => () => void;

/** The places of this process: what waits for one would hold a connection and its sender. */
export function createPlaces({ atOnce, atOnceOfOrganization }: UploadLimits): TakePlace {
  const takenBy = new Map<string, number>();
  let taken = 0;
  return (organizationId) => {
    const own = takenBy.get(organizationId) ?? 0;
    if (own >= atOnceOfOrganization) throw tooManyUploads(atOnceOfOrganization);
    if (taken >= atOnce) throw tooManyUploads(atOnce);
    takenBy.set(organizationId, own + 1);
    taken += 1;
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      taken -= 1;
      const left = (takenBy.get(organizationId) ?? 1) - 1;
      if (left > 0) takenBy.set(organizationId, left);
      else takenBy.delete(organizationId);
    };
  };
}
