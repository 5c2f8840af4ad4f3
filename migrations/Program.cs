using System.Runtime.InteropServices;
using CleveSec.Migrations.Commands;
using Microsoft.EntityFrameworkCore;

// `dotnet ef` runs this entry point to look for a host; the context comes from DesignTimeFactory instead.
if (EF.IsDesignTime)
{
    return 0;
}

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
return await CommandShell.RunAsync(args, stop.Token);

void Cancel(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
