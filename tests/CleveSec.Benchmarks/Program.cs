using CleveSec.Benchmarks;

// What ./bench measures against; each peer is a program of its own, so that nothing of the site runs in it.
return args switch
{
    ["bytes", var port, var file, var contentType, var encoding] => await BytesServer.RunAsync(port, file, contentType, encoding),
    ["bookings", var address, var clients, var seconds, var firstPerson] => await BookingLoad.RunAsync(address, clients, seconds, firstPerson),
    ["silence", var port] => await SilentServer.RunAsync(port),
    ["slots", var site, var pid, var loggingSite, var log, var most] => await SlotsBench.RunAsync(site, pid, loggingSite, log, most),
    ["board", var site, var second, var log, var email, var link] => await BoardBench.RunAsync(site, second, log, email, link),
    ["jobs", var link] => await JobsBench.RunAsync(link),
    ["plan"] => CleveSec.Benchmarks.Plan.PlanBench.Run(null),
    ["plan", var folder] => CleveSec.Benchmarks.Plan.PlanBench.Run(folder),
    ["finder"] => BenchmarkDotNet.Running.BenchmarkRunner.Run<FinderBenchmark>().HasCriticalValidationErrors ? 1 : 0,
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("CleveSec.Benchmarks bytes PORT FILE CONTENT-TYPE ENCODING   serves one file from memory, as fast as Kestrel can");
    Console.Error.WriteLine("CleveSec.Benchmarks bookings ADDRESS CLIENTS SECONDS FIRST-PERSON   books over HTTP; prints bookings/s, p50 and p95 in ms, refused");
    Console.Error.WriteLine("CleveSec.Benchmarks silence PORT                         takes connections and says nothing");
    Console.Error.WriteLine("CleveSec.Benchmarks slots SITE PID LOGGING-SITE LOG MOST    free windows with up to MOST visits of history");
    Console.Error.WriteLine("CleveSec.Benchmarks board SITE SECOND-SITE LOG EMAIL LINK   the dispatcher's board, and a move seen on the second node");
    Console.Error.WriteLine("CleveSec.Benchmarks jobs LINK                               the office's job list and search; LINK is what create-admin printed");
    Console.Error.WriteLine("CleveSec.Benchmarks plan [FOLDER]                           the day optimizer beside OR-Tools, on the instances in a folder");
    Console.Error.WriteLine("CleveSec.Benchmarks finder                                  the slot finder alone");
    return 2;
}
