import type { RequestContext } from '@campusgraph/graphql';
import type { Contract } from '../persistence/entities/contract.ts';
import { contractsById } from '../persistence/queries/by-id.ts';

/** The contract that a row belongs to: whoever sees the row sees the contract, they are of one branch and family. */
export async function contractOf({ contractId }: { contractId: string }, { load }: RequestContext): Promise<Contract> {
  const contract = await load(contractsById, contractId);
  if (!contract) throw new Error(`A row without its contract ${contractId}`);
  return contract;
}
