import { invalid, notFound } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { StaffCopy } from '../persistence/entities/staff-copy.ts';
import type { Ticket } from '../persistence/entities/ticket.ts';
import { workOn } from './ticket-work.ts';

export interface AssignTicket {
  ticketId: string;
  staffId?: string | null | undefined;
}

/** Gives the ticket to a member of its branch's staff, or to nobody. Throws STAFF_NOT_FOUND, STAFF_OF_OTHER_BRANCH. */
export async function assignTicket(unit: UnitOfWork, { ticketId, staffId }: AssignTicket): Promise<Ticket> {
  const { ticket } = await workOn(unit, ticketId);
  if (staffId) {
    const staff = await unit.em.findOne(StaffCopy, { staffId });
    if (!staff) throw notFound('Staff', staffId);
    if (staff.branchIds && !staff.branchIds.includes(ticket.branchId)) throw otherBranch(ticket, staffId);
  }
  ticket.assigneeId = staffId ?? null;
  return ticket;
}

const otherBranch = ({ number, branchId }: Ticket, staffId: string) =>
  invalid(
    'STAFF_OF_OTHER_BRANCH',
    {
      en: `Staff member ${staffId} does not work in the branch of ticket ${number}. Choose somebody who does.`,
      'zh-CN': `员工 ${staffId} 不属于工单 ${number} 所在校区,请选择该校区的员工。`,
    },
    { staffId, branchId },
  );
