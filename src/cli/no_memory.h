// What the program does where the system gives it no more memory, or no more threads: it says so
// and ends. What is kept is safe at every moment, as after a kill.

#pragma once

namespace checkback {

// To be called once, before there are threads. Other exceptions that nobody takes end the program
// as before.
void EndWhereMemoryIsOver();

}  // namespace checkback
