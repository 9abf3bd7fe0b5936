// The questions asked in this browser, newest first: kept here and nowhere else.

const KEPT = "zonegraph.questions";
const MOST = 50;

export function pastQuestions(): string[] {
  try {
    const told: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(told) ? told.filter((one): one is string => typeof one === "string") : [];
  } catch {
    return [];
  }
}

export function rememberQuestion(question: string): void {
  try {
    const others = pastQuestions().filter((one) => one !== question);
    localStorage.setItem(KEPT, JSON.stringify([question, ...others].slice(0, MOST)));
  } catch {
    // storage is closed to us
  }
}
