import { leadConverted } from '@campusgraph/contracts';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { dedupeKey } from '../domain/duplicates.ts';
import { advance } from '../domain/lead-status.ts';
import { requirePhone } from '../domain/phone.ts';
import { requireText } from '../domain/text.ts';
import { Guardian } from '../persistence/entities/guardian.ts';
import type { Lead } from '../persistence/entities/lead.ts';
import { StudentSource } from '../persistence/entities/student-source.ts';
import { flushLead } from './flush-lead.ts';
import { createGuardian, recordContact } from './guardians.ts';
import { cohort, loadLead } from './load-lead.ts';

export interface ConvertLead {
  leadId: string;
  guardian: {
    name: string;
    phone: string;
    email?: string | null | undefined;
    locale?: string | null | undefined;
  };
  student: { name: string; birthDate?: string | null | undefined };
}

export interface Conversion {
  lead: Lead;
  guardian: Guardian;
  student: { id: string };
}

/**
 * A lead becomes a customer, once. One guardian has many children: where the branch knows the phone already, that guardian
 * and household are kept as they are. Throws LEAD_NOT_FOUND, LEAD_CLOSED and what the checks of its texts throw.
 */
export async function convertLead(unit: UnitOfWork, input: ConvertLead): Promise<Conversion> {
  const { em, now } = unit;
  const lead = await loadLead(unit, input.leadId);
  lead.status = advance(lead.status, 'convert');
  const student = {
    id: newId(),
    name: requireText('student.name', input.student.name),
    birthDate: input.student.birthDate ?? lead.childBirthDate ?? null,
  };
  if (!lead.childName) await nameChild(unit, lead, student.name);
  const phone = requirePhone(input.guardian.phone);
  const known = await em.findOne(Guardian, { branchId: lead.branchId, phone });
  const guardian = known ?? (await createGuardian(unit, { ...input.guardian, branchId: lead.branchId }));
  lead.convertedAt = now;
  lead.guardianId = guardian.id;
  lead.studentId = student.id;
  lead.nextContactAt = null;
  keepSource(unit, lead, guardian.id, student.id);
  unit.record(leadConverted, lead, {
    ...cohort(lead),
    convertedAt: now.toISOString(),
    householdId: guardian.householdId,
    guardian: {
      guardianId: guardian.id,
      name: guardian.name,
      phone: guardian.phone,
      email: guardian.email ?? null,
      locale: guardian.locale,
    },
    student: { studentId: student.id, name: student.name, birthDate: student.birthDate },
  });
  // In the guardian's own order too, so that a later change of the contact never loses to this fact.
  if (!known) recordContact(unit, guardian);
  return { lead, guardian, student: { id: student.id } };
}

/** Without the name, a brother or sister who asks later would pass for the same lead. */
async function nameChild(unit: UnitOfWork, lead: Lead, name: string): Promise<void> {
  lead.childName = name;
  lead.dedupeKey = dedupeKey(lead);
  await flushLead(unit, lead);
}

function keepSource({ em, now }: UnitOfWork, lead: Lead, guardianId: string, studentId: string): void {
  const { organizationId, branchId, channel, sourceName, capturedAt } = lead;
  em.create(StudentSource, {
    id: studentId,
    organizationId,
    branchId,
    guardianId,
    leadId: lead.id,
    channel,
    sourceName,
    capturedAt,
    convertedAt: now,
  });
}
