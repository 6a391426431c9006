/** Tells the sign-in page why it is shown. Memory only. */
let idledOut = false
export const markIdledOut = () => {
  idledOut = true
}
export function takeIdledOut(): boolean {
  const was = idledOut
  idledOut = false
  return was
}
