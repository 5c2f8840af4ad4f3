using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CleveSec.Migrations.Steps
{
    /// <inheritdoc />
    public partial class OtherWorkSeries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "series_id",
                table: "other_work",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_other_work_series_id",
                table: "other_work",
                column: "series_id",
                filter: "series_id is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_other_work_series_id",
                table: "other_work");

            migrationBuilder.DropColumn(
                name: "series_id",
                table: "other_work");
        }
    }
}
