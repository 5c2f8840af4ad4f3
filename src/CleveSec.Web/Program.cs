using CleveSec.Web.Data;
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContextPool<CleveSecDb>(options => CleveSecDb.Configure(options, builder.Configuration.GetConnectionString("CleveSec")!));
var app = builder.Build();
app.Run();
